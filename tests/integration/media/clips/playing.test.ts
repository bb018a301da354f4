import { copyFile, mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutClip } from '../../../../electron/engine/media/clips/cut-clip.ts';
import { repairSegment } from '../../../../electron/engine/media/recording/segment-file.ts';
import { chromiumMissing, pictureSecondsOfVlc, playInChromium, vlcMissing } from '../../../support/players.ts';
import { decodeWithFfmpeg, recordFile, testCameraId } from '../../../support/recording.ts';
import { testVideo } from '../../../support/test-video.ts';

const startAt = Date.UTC(2026, 10, 23, 22);
let folder = '';
const files = { clip: '', clipOverGap: '', segment: '', repaired: '' };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'watchhouse-playing-'));
  const early = await recordFile(await testVideo({ seconds: 40, gop: 25, container: 'mp4' }), folder, startAt);
  const late = await recordFile(await testVideo({ seconds: 20, gop: 25, bFrames: 0, container: 'mp4' }), folder, startAt + 50_000);
  const segments = [...early, ...late].map(({ file }) => path.join(folder, file));
  const cut = async (name: string, from: number, to: number): Promise<string> => {
    const file = path.join(folder, `${name}.mp4`);
    const result = await cutClip({ file, segments, from: startAt + from, to: startAt + to, at: startAt + from + 5000, cameraId: testCameraId, event: {} });
    expect(result.state).toBe('ready');
    return file;
  };
  files.clip = await cut('clip', 25_000, 40_000);
  files.clipOverGap = await cut('gap', 37_500, 55_000);
  files.segment = segments[0] ?? '';
  files.repaired = path.join(folder, 'repaired.mp4');
  await copyFile(files.segment, files.repaired);
  await truncate(files.repaired, Math.floor((await stat(files.segment)).size * 0.6));
  expect((await repairSegment(files.repaired)).state).toBe('repaired');
});
afterAll(() => rm(folder, { recursive: true }));

for (const [player, missing] of [['Chromium', chromiumMissing()], ['VLC', vlcMissing()]]) if (missing) console.warn(`SKIPPED: no ${player}; ${missing}`);

describe('clips and segments play', () => {
  it('in ffmpeg, without a complaint', async () => {
    expect(await decodeWithFfmpeg(files.clip)).toBe(150);
    expect(await decodeWithFfmpeg(files.clipOverGap)).toBe(25 + 51);
    expect(await decodeWithFfmpeg(files.segment)).toBe(300);
    expect(await decodeWithFfmpeg(files.repaired)).toBeGreaterThan(150);
  });

  it.skipIf(chromiumMissing() !== null)('in Chromium to their end, with a length, and can be sought in', { timeout: 120_000 }, async () => {
    const [clip, clipOverGap, segment, repaired] = await playInChromium([files.clip, files.clipOverGap, files.segment, files.repaired]);
    expect(clip?.seconds).toBeCloseTo(15, 1);
    expect(clipOverGap?.seconds).toBeCloseTo(17.6, 0);
    expect(segment?.seconds).toBeCloseTo(30, 1);
    expect(repaired?.seconds).toBeGreaterThan(15);
    for (const playback of [clip, clipOverGap, segment, repaired]) {
      if (!playback) throw new Error('not played');
      expect(playback.endedAt).toBeCloseTo(playback.seconds, 1);
      expect(playback.seekedTo).toBeCloseTo(playback.seconds / 2, 1);
      expect(playback.pictures).toBeGreaterThan(0);
    }
  });

  it.skipIf(vlcMissing() !== null)('in VLC', { timeout: 120_000 }, async () => {
    expect(await pictureSecondsOfVlc(files.clip)).toBeGreaterThanOrEqual(14);
    expect(await pictureSecondsOfVlc(files.segment)).toBeGreaterThanOrEqual(29);
    expect(await pictureSecondsOfVlc(files.repaired)).toBeGreaterThanOrEqual(15);
  });
});
