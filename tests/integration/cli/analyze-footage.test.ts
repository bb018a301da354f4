import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Reason } from '../../../electron/contract/event.ts';
import { RelativeBox } from '../../../electron/contract/geometry.ts';
import { ObjectClass, Severity } from '../../../electron/contract/scene.ts';
import { readCount } from '../../eval/vehicles/crossings.ts';
import { analyze } from '../../support/analyze.ts';
import { footage } from '../../support/footage.ts';
import { testVideo } from '../../support/test-video.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchhouse-analyze-'));
const sceneFile = (name: string): string => join(import.meta.dirname, '..', '..', 'eval', 'scenes', name);
afterAll(() => rmSync(folder, { recursive: true }));

const EventLine = z.strictObject({
  behavior: z.string(),
  severity: Severity,
  start: z.number(),
  end: z.number(),
  rule: z.string(),
  zone: z.string().nullable(),
  line: z.string().nullable(),
  reasons: z.array(Reason).min(1),
  objects: z.array(
    z.strictObject({ track: z.number().int(), class: ObjectClass, confidence: z.number(), path: z.array(z.strictObject({ at: z.number(), box: RelativeBox })).min(1).max(200) }),
  ),
});
function eventsOf(file: string): z.output<typeof EventLine>[] {
  return readFileSync(join(folder, file), 'utf8').split('\n').filter((line) => line !== '').map((line) => EventLine.parse(JSON.parse(line)));
}

const parking = footage('vehicles/parking-top-view.mp4');
const highway = footage('vehicles/highway-rear.avi');
const pets = footage('pets09-s2l1/vtest.avi');

describe('analyze on footage', () => {
  it.skipIf(parking === null)('raises one event for each car that enters the lane of a car park, none while it is empty', async () => {
    const ran = await analyze([parking ?? '', '--scene', sceneFile('parking-top-view.json'), '--events', 'parking.jsonl'], { cwd: folder });
    expect(ran).toEqual({ status: 0, stdout: '', stderr: '' });
    const events = eventsOf('parking.jsonl').toSorted((a, b) => a.start - b.start);
    expect(events.every(({ behavior, zone, severity }) => behavior === 'intrusion' && zone === 'lane' && severity === 'yellow')).toBe(true);
    // By eye: a white car at 5 s, a green and a red one at 16 s, a white one at 26 s.
    expect(events.map(({ start }) => Math.round(start / 5) * 5)).toEqual([5, 15, 15, 25]);
  });

  it.skipIf(highway === null).each(['5', 'source'])('counts the vehicles that cross lines of a motorway within a twentieth of the counts by eye, at --fps %s', async (fps) => {
    await analyze([highway ?? '', '--fps', fps, '--scene', sceneFile('highway-rear.json'), '--events', 'highway.jsonl'], { cwd: folder });
    const events = eventsOf('highway.jsonl');
    expect(events.every(({ reasons }) => reasons[0]?.measure === 'forward')).toBe(true);
    for (const [line, file] of [['far', 'highway-count.json'], ['middle', 'highway-count-middle.json']] as const) {
      const { count } = readCount(join(import.meta.dirname, '..', '..', 'eval', 'vehicles', file));
      const crossed = events.filter((event) => event.line === line).length;
      expect(Math.abs(crossed - count) / count, `${line}: ${crossed} of ${count}`).toBeLessThanOrEqual(0.05);
    }
  });

  it.skipIf(pets === null)('writes tracks as MOTChallenge asks, and the same ones again for the same file', async () => {
    const args = [pets ?? '', '--class', 'person', '--max-seconds', '6'];
    for (const name of ['one.txt', 'two.txt']) expect((await analyze([...args, '--tracks', name], { cwd: folder })).status).toBe(0);
    const one = readFileSync(join(folder, 'one.txt'), 'utf8');
    expect(one).toBe(readFileSync(join(folder, 'two.txt'), 'utf8'));
    const rows = one.trimEnd().split('\n').map((line) => line.split(',').map(Number));
    expect(rows.length).toBeGreaterThan(50);
    for (const row of rows) {
      expect(row).toHaveLength(10);
      const [frame = 0, id = 0, left = 0, top = 0, width = 0, height = 0, confidence = 0] = row;
      expect(frame).toBeGreaterThanOrEqual(1);
      expect(frame).toBeLessThanOrEqual(60);
      expect(Number.isInteger(id)).toBe(true);
      expect([left > -100, top > -100, left + width < 868, top + height < 676, confidence > 0, confidence <= 1]).not.toContain(false);
      expect(row.slice(7)).toEqual([-1, -1, -1]);
    }
  });
});

describe('analyze on a file without any object', () => {
  it('ends well with empty results and leaves no unfinished file behind', async () => {
    const ran = await analyze([await testVideo({ container: 'mp4', seconds: 2 }), '--events', 'none.jsonl', '--tracks', 'none.txt', '--fps', 'source'], { cwd: folder });
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect([existsSync(join(folder, 'none.jsonl')), existsSync(join(folder, 'none.txt'))]).toEqual([true, true]);
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
  });
  it('keeps what can be decoded of a file that was cut off in the middle', async () => {
    const whole = readFileSync(await testVideo({ seconds: 4 }));
    writeFileSync(join(folder, 'half.h264'), whole.subarray(0, whole.length / 2));
    expect(await analyze(['half.h264', '--events', 'half.jsonl'], { cwd: folder })).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(existsSync(join(folder, 'half.jsonl'))).toBe(true);
  });
  it('gives no half results when it is interrupted', async () => {
    const long = await testVideo({ container: 'mp4', seconds: 600 });
    const ran = await analyze([long, '--fps', 'source', '--events', 'long.jsonl', '--tracks', 'long.txt'], { cwd: folder, interruptAfterMs: 4000 });
    expect(ran.status).toBe(130);
    expect(readdirSync(folder).filter((name) => name.startsWith('long'))).toEqual([]);
  });
});
