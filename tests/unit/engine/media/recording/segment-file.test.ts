import fc from 'fast-check';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSegment, repairSegment, segmentFacts, type SegmentReading } from '../../../../../electron/engine/media/recording/segment-file.ts';
import { box, concat, fragment, movie } from '../../../../support/segment-bytes.ts';

const cameraId = '0b0e7e4e-1f0a-4b6e-9d55-0d2a0c2f7a11';
const metadata = { kind: 'watchhouse-segment', version: 1, cameraId, startedAt: Date.UTC(2026, 10, 23) };
const header = movie({ comment: JSON.stringify(metadata) });
const whole = concat(header, fragment(0), fragment(1000), fragment(2000));

function read(bytes: Uint8Array): Promise<SegmentReading> {
  return readSegment({ size: bytes.length, read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)) });
}

describe('a segment file is read without the media library', () => {
  it('says codec, size, length, metadata and where the last complete fragment ends', async () => {
    expect(await read(whole)).toEqual({
      state: 'readable',
      contents: { metadata, codec: 'h264', width: 640, height: 360, fragments: 3, durationMs: 3000, beginsWithKey: true, completeBytes: whole.length, bytes: whole.length },
    });
  });

  it('tells H.265 and a beginning that is not a key frame', async () => {
    const reading = await read(concat(movie({ codec: 'hvc1' }), fragment(0, 5, { isKey: false })));
    expect(reading).toMatchObject({ contents: { codec: 'hevc', beginsWithKey: false, durationMs: 500, metadata: null } });
  });

  it('counts the time of a gap inside of it', async () => {
    expect(await read(concat(header, fragment(0), fragment(9000)))).toMatchObject({ contents: { durationMs: 10_000 } });
  });

  it('finds the same complete fragments wherever the file was cut off', async () => {
    const ends = [header.length, ...[0, 1000, 2000].map((at, i) => header.length + (i + 1) * fragment(at).length)];
    for (let length = 0; length <= whole.length; length++) {
      const reading = await read(whole.subarray(0, length));
      const complete = ends.filter((end) => end <= length).length - 1;
      if (complete <= 0) expect(reading.state).toBe('empty');
      else expect(reading).toMatchObject({ state: 'readable', contents: { fragments: complete, completeBytes: ends[complete] } });
    }
  });

  it('ends before zeros that a power cut left at the end', async () => {
    const reading = await read(concat(whole, new Uint8Array(5000)));
    expect(reading).toMatchObject({ contents: { fragments: 3, completeBytes: whole.length, bytes: whole.length + 5000 } });
  });

  it('does not take a video of another kind for an empty segment', async () => {
    expect(await read(concat(header, box('mdat', new Uint8Array(100))))).toEqual({ state: 'damaged' });
    expect(await read(new TextEncoder().encode('not a video at all, but long enough'))).toEqual({ state: 'damaged' });
  });

  it('goes by its name where the metadata is missing', async () => {
    const reading = await read(concat(movie(), fragment(0)));
    if (reading.state !== 'readable') throw new Error(reading.state);
    const facts = segmentFacts(cameraId, '2026-11-23/22/20261123T221403123Z.mp4', reading.contents);
    expect(facts).toMatchObject({ cameraId, startedAt: Date.UTC(2026, 10, 23, 22, 14, 3, 123), endedAt: Date.UTC(2026, 10, 23, 22, 14, 4, 123) });
    expect(segmentFacts(cameraId, 'holiday.mp4', reading.contents)).toBeNull();
  });

  it('answers on any bytes, and never promises more than the file has', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), fc.boolean(), async (noise, behindHeader) => {
        const bytes = behindHeader ? concat(header, noise) : noise;
        const reading = await read(bytes);
        if (reading.state === 'readable') expect(reading.contents.completeBytes).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('answers on a segment in which bytes were changed', async () => {
    const change = fc.record({ at: fc.nat(whole.length - 1), value: fc.constantFrom(0, 1, 8, 0x7f, 0x80, 0xff) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const bytes = whole.slice();
        for (const { at, value } of changes) bytes[at] = value;
        const reading = await read(bytes);
        if (reading.state !== 'readable') return;
        expect(reading.contents.completeBytes).toBeLessThanOrEqual(bytes.length);
        expect(Number.isFinite(reading.contents.durationMs)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('does not work through a run that claims four thousand million samples', async () => {
    const traf = fragment(0);
    const at = Buffer.from(traf).indexOf('trun') + 8;
    const bytes = traf.slice();
    bytes.set([255, 255, 255, 255], at);
    expect(await read(concat(header, fragment(0), bytes))).toMatchObject({ contents: { fragments: 1 } });
  });
});

describe('a segment that a dead process left behind is repaired', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'watchhouse-repair-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function repair(name: string, bytes: Uint8Array): Promise<{ target: string; repair: Awaited<ReturnType<typeof repairSegment>> }> {
    const target = path.join(folder, name);
    await writeFile(target, bytes);
    return { target, repair: await repairSegment(target) };
  }

  it('by cutting it off after the last complete fragment', async () => {
    const { target, repair: result } = await repair('torn.mp4', whole.subarray(0, whole.length - 1));
    const complete = whole.length - fragment(2000).length;
    expect(result).toMatchObject({ state: 'repaired', contents: { fragments: 2, bytes: complete } });
    expect(Buffer.compare(await readFile(target), whole.subarray(0, complete))).toBe(0);
  });

  it('and left alone when it is whole', async () => {
    const { target, repair: result } = await repair('whole.mp4', whole);
    expect(result.state).toBe('whole');
    expect(Buffer.compare(await readFile(target), whole)).toBe(0);
  });

  it('and removed when nothing of it can be seen', async () => {
    const { target, repair: result } = await repair('empty.mp4', header);
    expect(result.state).toBe('removed');
    await expect(access(target)).rejects.toThrow('ENOENT');
  });

  it('and put aside, not deleted, when it is damaged at its beginning', async () => {
    const damaged = whole.slice();
    damaged.fill(0x55, 4, 60);
    const { target, repair: result } = await repair('damaged.mp4', damaged);
    expect(result).toEqual({ state: 'quarantined', path: `${target}.damaged` });
    expect(Buffer.compare(await readFile(`${target}.damaged`), damaged)).toBe(0);
  });
});
