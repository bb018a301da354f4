import { appendFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scanRecordings, type KnownSegment } from '../../../../electron/engine/media/recording/scan.ts';
import type { SegmentFacts } from '../../../../electron/engine/media/worker-protocol.ts';
import { filesBelow, recordFile, testCameraId } from '../../../support/recording.ts';
import { testVideo } from '../../../support/test-video.ts';

let folder = '';
let segments: SegmentFacts[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'watchhouse-scan-'));
  segments = await recordFile(await testVideo({ seconds: 100, container: 'mp4' }), folder, Date.UTC(2026, 10, 23, 22));
});
afterAll(() => rm(folder, { recursive: true }));

const known = (more: Partial<KnownSegment> = {}): Map<string, KnownSegment> => new Map(segments.map(({ file, bytes }) => [file, { bytes, finished: true, ...more }]));

describe('the index of recordings is compared with the disk', () => {
  it('and made anew from the files alone when it is lost', async () => {
    expect(segments).toHaveLength(4);
    const scan = await scanRecordings({ cameraId: testCameraId, folder, known: new Map() });
    expect(scan).toEqual({ found: segments, unchanged: 0, gone: [], quarantined: [], failed: [] });
  });

  it('and nothing is opened that it knows', async () => {
    const progress: number[] = [];
    const scan = await scanRecordings({ cameraId: testCameraId, folder, known: known(), onProgress: (done, total) => progress.push(done / total) });
    expect(scan).toEqual({ found: [], unchanged: 4, gone: [], quarantined: [], failed: [] });
    expect(progress.at(-1)).toBe(1);
  });

  it('and what was not finished, has another size or is gone is told', async () => {
    const [first, second, third] = segments;
    if (!first || !second || !third) throw new Error('too few segments');
    const own = await mkdtemp(path.join(tmpdir(), 'watchhouse-scan-changed-'));
    try {
      for (const { file } of [first, second, third]) {
        await mkdir(path.dirname(path.join(own, file)), { recursive: true });
        await writeFile(path.join(own, file), await readFile(path.join(folder, file)));
      }
      await truncate(path.join(own, second.file), second.bytes - 5000);
      await writeFile(path.join(own, 'notes.txt'), 'not ours');
      const index = known().set(third.file, { bytes: 1000, finished: false });
      const scan = await scanRecordings({ cameraId: testCameraId, folder: own, known: index });
      expect(scan.unchanged).toBe(1);
      expect(scan.gone).toEqual([segments[3]?.file]);
      expect(scan.found).toEqual([{ ...second, bytes: expect.any(Number) as number, endedAt: expect.any(Number) as number }, third]);
      expect(scan.found[0]?.endedAt).toBeLessThan(second.endedAt);
      expect(await filesBelow(own)).toHaveLength(4);
    } finally {
      await rm(own, { recursive: true });
    }
  });

  it('and one file that makes no sense does not keep the others from being found', async () => {
    const bad = path.join(folder, path.dirname(segments[0]?.file ?? ''), '20261123T225959000Z.mp4');
    await appendFile(bad, 'this is not a video, whatever its name says');
    const scan = await scanRecordings({ cameraId: testCameraId, folder, known: new Map() });
    expect(scan.found).toHaveLength(4);
    expect(scan.quarantined).toEqual(['2026-11-23/22/20261123T225959000Z.mp4.damaged']);
  });

  it('and a camera that never recorded has nothing', async () => {
    const scan = await scanRecordings({ cameraId: testCameraId, folder: path.join(folder, 'missing'), known: new Map() });
    expect(scan.found).toEqual([]);
  });
});
