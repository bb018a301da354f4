import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PoseCard } from '../../../../../electron/engine/vision/model-card.ts';
import type { OutputTensor } from '../../../../../electron/engine/vision/detectors/detector.ts';
import { family } from '../../../../../electron/engine/vision/pose/movenet.ts';

const card = PoseCard.parse(JSON.parse(readFileSync(new URL('../../../../../models/movenet-multipose.json', import.meta.url), 'utf8')));
const size = { width: 128, height: 96, pictureWidth: 128, pictureHeight: 80 };
const [rows, columns] = [24, 32];
const channels = { centre: 1, centre_offset: 2, size: 2, joints: 34, joint_heat: 17, joint_offset: 34 } as const;
type Person = { row: number; column: number; centre: number; heat?: number };

/** Outputs of a network that sees people of 8 by 4 cells; joint number j of each lies on its middle line, half a cell further down each. */
function outputsOf(people: readonly Person[]): Record<string, OutputTensor> {
  const maps = Object.fromEntries(Object.entries(channels).map(([name, count]) => [name, { data: new Float32Array(rows * columns * count), dims: [1, rows, columns, count] }]));
  const put = (name: keyof typeof channels, row: number, column: number, channel: number, value: number): void => {
    const map = maps[name];
    if (map) map.data[(row * columns + column) * channels[name] + channel] = value;
  };
  maps['centre']?.data.fill(-8);
  maps['joint_heat']?.data.fill(-8);
  for (const { row, column, centre, heat = 2 } of people) {
    put('centre', row, column, 0, centre);
    put('centre_offset', row, column, 0, 0.5);
    put('size', row, column, 0, 8);
    put('size', row, column, 1, 4);
    for (let joint = 0; joint < 17; joint++) {
      const down = Math.floor(joint / 3) - 3;
      put('joints', row, column, 2 * joint, down);
      put('joint_heat', row + down, column, joint, heat);
      put('joint_offset', row + down, column, 2 * joint, 0.25);
      put('joint_offset', row + down, column, 2 * joint + 1, 0.75);
    }
  }
  return maps;
}

describe('reading of MoveNet', () => {
  test('gives a person with box and joints relative to the picture, padding left out', () => {
    const [person, ...others] = family.decode(outputsOf([{ row: 10, column: 12, centre: 2 }]), size, card);
    expect(others).toEqual([]);
    expect(person?.box).toMatchObject({ left: (10 * 4) / 128, top: (6.5 * 4) / 80, width: (4 * 4) / 128, height: (8 * 4) / 80 });
    expect(person?.keypoints).toHaveLength(17);
    expect(person?.keypoints[0]?.x).toBeCloseTo((12.75 * 4) / 128);
    expect(person?.keypoints[0]?.y).toBeCloseTo((7.25 * 4) / 80);
    expect(person?.keypoints[0]?.confidence).toBeCloseTo(1 / (1 + Math.exp(-2)), 3);
    expect(person?.confidence).toBeCloseTo((1 / (1 + Math.exp(-2))) ** 2, 3);
    expect(person?.track).toBeNull();
  });
  test('keeps two people apart, the surer one first, and more than the six of the published graph', () => {
    const people = Array.from({ length: 8 }, (_, i) => ({ row: 4 + 13 * (i % 2), column: 3 + 8 * Math.floor(i / 2), centre: 1 + i / 4 }));
    const found = family.decode(outputsOf(people), size, card);
    expect(found).toHaveLength(8);
    expect(found.map(({ confidence }) => confidence)).toEqual(found.map(({ confidence }) => confidence).toSorted((a, b) => b - a));
  });
  test('leaves out who is not sure enough, and a second one upon the first', () => {
    expect(family.decode(outputsOf([{ row: 10, column: 12, centre: -4 }]), size, card)).toEqual([]);
    expect(family.decode(outputsOf([{ row: 10, column: 12, centre: 2, heat: -3 }]), size, card)).toEqual([]);
    expect(family.decode(outputsOf([{ row: 10, column: 12, centre: 2 }, { row: 10, column: 15, centre: 1 }]), size, card).length).toBeLessThanOrEqual(2);
  });
  test('refuses outputs that are missing or of another size', () => {
    const outputs = outputsOf([]);
    expect(() => family.decode({ ...outputs, size: outputs['centre'] as OutputTensor }, size, card)).toThrow('does not fit');
    expect(() => family.decode({}, size, card)).toThrow('no output centre');
  });
});
