import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClipCutter } from '../../../../electron/engine/media/clips/clip-cutter.ts';
import { decodeWithFfmpeg, recordFile, testCameraId } from '../../../support/recording.ts';
import { testVideo } from '../../../support/test-video.ts';

const startAt = Date.UTC(2026, 10, 24, 9);
const cutter = new ClipCutter();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'watchhouse-preview-'));
});
afterAll(async () => {
  await cutter.stop();
  await rm(folder, { recursive: true });
});

/** A clip of twelve seconds out of a recording, as events have it. */
async function clipOf(codec: 'h264' | 'hevc', bFrames: 0 | 3): Promise<string> {
  const camera = path.join(folder, `${codec}-${bFrames}`);
  const video = await testVideo({ codec, bFrames, seconds: 20, width: 640, height: 480, container: 'mp4' });
  const segments = await recordFile(video, camera, startAt);
  const file = path.join(folder, `${codec}-${bFrames}.mp4`);
  const from = startAt + 4_300;
  const result = await cutter.cut({ file, segments: segments.map((each) => path.join(camera, each.file)), from, to: from + 12_000, at: from + 5_000, cameraId: testCameraId, event: {} });
  expect(result.state).toBe('ready');
  return file;
}

/** Codec and the time of every picture in seconds, in the order of showing. */
function pictures(file: string): { codec: string; times: number[] } {
  const probe = (...args: string[]): string => execFileSync('ffprobe', ['-v', 'error', '-select_streams', 'v', ...args, '-of', 'csv=p=0', file]).toString();
  const times = probe('-show_entries', 'packet=pts_time').split(/\s+/).map(parseFloat).filter(Number.isFinite);
  return { codec: probe('-show_entries', 'stream=codec_name').trim(), times: times.sort((a, b) => a - b) };
}

describe('a copy of a clip for browsers without H.265', () => {
  it.each([0, 3] as const)('has every picture that can be seen at the time it has in the clip (%i B frames), and leaves the clip untouched', async (bFrames) => {
    const clip = await clipOf('hevc', bFrames);
    const before = await readFile(clip);
    const file = path.join(folder, `copy-${bFrames}.mp4`);
    expect(await cutter.preview({ clip, file })).toMatchObject({ state: 'ready' });
    const [original, copy] = [pictures(clip), pictures(file)];
    expect([original.codec, copy.codec]).toEqual(['hevc', 'h264']);
    // Pictures before the first key frame in showing order refer to what the clip does not hold: nobody can decode them.
    const decodable = original.times.slice(-(await decodeWithFfmpeg(clip)));
    expect(copy.times).toHaveLength(decodable.length);
    for (const [index, time] of decodable.entries()) expect(Math.abs((copy.times[index] ?? NaN) - time)).toBeLessThan(0.002);
    expect((await readFile(clip)).equals(before)).toBe(true);
  });

  it('is not made of a clip that is H.264 already', async () => {
    const file = path.join(folder, 'unneeded.mp4');
    expect(await cutter.preview({ clip: await clipOf('h264', 0), file })).toEqual({ state: 'as-is' });
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });

  it('is not there when the clip is damaged', async () => {
    const damaged = path.join(folder, 'damaged.mp4');
    await writeFile(damaged, 'no video');
    const file = path.join(folder, 'of-damaged.mp4');
    expect(await cutter.preview({ clip: damaged, file })).toMatchObject({ state: 'failed', problem: 'damaged' });
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });
});
