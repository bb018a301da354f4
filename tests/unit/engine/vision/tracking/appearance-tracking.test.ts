import { describe, expect, it } from 'vitest';
import type { Appearance } from '../../../../../electron/engine/vision/appearance.ts';
import type { Detection, Track } from '../../../../../electron/engine/vision/observation.ts';
import { createTracker } from '../../../../../electron/engine/vision/tracking/tracker.ts';

const red: Appearance = Float32Array.of(1, 0, 0);
const blue: Appearance = Float32Array.of(0, 1, 0);

type Person = { x: number; y?: number; appearance?: Appearance; confidence?: number };

function person({ x, y = 0.5, appearance, confidence = 0.8 }: Person): Detection {
  const found = { box: { left: x - 0.02, top: y - 0.07, width: 0.04, height: 0.14 }, class: 'person', confidence } as const;
  return appearance === undefined ? found : { ...found, appearance };
}

function follow(scene: (seconds: number) => readonly Person[], seconds: number, fps = 10): (readonly Track[])[] {
  const track = createTracker(16 / 9);
  return Array.from({ length: seconds * fps }, (_, i) => track(scene(i / fps).map(person), (i * 1000) / fps));
}

const ids = (answers: readonly (readonly Track[])[]): Set<number> => new Set(answers.flat().map(({ id }) => id));
const idAt = (tracks: readonly Track[] | undefined, x: number): number | undefined => tracks?.find(({ box }) => Math.abs(box.left + 0.02 - x) < 0.015)?.id;

describe('colours', () => {
  const meeting = (colours: boolean) => (t: number): Person[] => {
    const apart = 0.004 + 0.06 * Math.max(0, Math.abs(t - 4) - 0.2);
    const hidden = Math.abs(t - 4) < 0.25;
    const left = { x: 0.5 - apart, ...(colours ? { appearance: red } : {}) };
    return hidden ? [{ ...left, x: 0.5 }] : [left, { x: 0.5 + apart, ...(colours ? { appearance: blue } : {}) }];
  };
  const whoIsWhere = (tracks: readonly Track[] | undefined): (number | undefined)[] => [idAt(tracks, 0.5 - 0.082), idAt(tracks, 0.5 + 0.082)];

  it('keep two people apart who meet, are one box for a moment and turn back, where boxes alone mistake them', () => {
    const [seen, boxes] = [follow(meeting(true), 8), follow(meeting(false), 8)];
    expect(whoIsWhere(seen[25])).not.toContain(undefined);
    expect(whoIsWhere(seen[55])).toEqual(whoIsWhere(seen[25]));
    expect(whoIsWhere(boxes[55])).toEqual(whoIsWhere(boxes[25]).reverse());
  });

  it('let somebody be followed who runs into the picture more than a whole box further on in each of few pictures a second', () => {
    const runner = (appearance: Appearance | null) => (t: number): Person[] => [{ x: 0.05 + 0.33 * t, ...(appearance === null ? {} : { appearance }) }];
    expect(ids(follow(runner(red), 2, 5)).size).toBe(1);
    expect(ids(follow(runner(null), 2, 5)).size).toBe(0);
  });

  it('keep two runners apart who come into the picture one behind the other, each nearer to where the other one was', () => {
    const x = (t: number): number => 0.05 + 0.33 * t;
    const both = follow((t) => [{ x: x(t), y: 0.44, appearance: Float32Array.of(0.7, 0.714, 0) }, ...(t < 0.1 ? [] : [{ x: x(t - 0.13), y: 0.5, appearance: red }])], 2, 5);
    expect(ids(both).size).toBe(2);
    expect(both.slice(3).map((tracks) => tracks.length)).toEqual(both.slice(3).map(() => 2));
  });

  it('do not carry a new track further than anybody runs, nor to somebody who looks different', () => {
    const scene = (x: number, appearance: Appearance) => (t: number): Person[] => [t < 0.1 ? { x: 0.05, appearance: red } : t < 0.3 ? { x, appearance } : { x: x + 0.3, appearance: red }];
    expect(follow(scene(0.35, red), 1, 5).slice(0, 2)).toEqual([[], []]);
    expect(follow(scene(0.13, blue), 1, 5).slice(0, 2)).toEqual([[], []]);
  });

  it('let somebody half hidden be followed for long although the detector is unsure, as long as it looks like him', () => {
    const scene = (appearance: Appearance) => (t: number): Person[] => [t < 2 ? { x: 0.5, appearance: red } : { x: 0.5, appearance, confidence: 0.3 }];
    expect(follow(scene(red), 10).at(-1)).toHaveLength(1);
    expect(follow(scene(blue), 10).at(-1)).toEqual([]);
  });
});

describe('the tracker', () => {
  it('reports a second box on somebody only when it stays for half a second', () => {
    const scene = (until: number) => (t: number): Person[] => [{ x: 0.5 }, ...(t >= 1 && t < until ? [{ x: 0.515, y: 0.53 }] : [])];
    expect(ids(follow(scene(1.4), 3)).size).toBe(1);
    expect(follow(scene(3), 3).at(-1)).toHaveLength(2);
  });

  it('does not go on reporting somebody who has left the picture', () => {
    const answers = follow((t) => (t < 1.75 ? [{ x: 0.83 + 0.09 * t }] : []), 3);
    expect(answers[17]).toHaveLength(1);
    expect(answers[18]).toEqual([]);
  });
});
