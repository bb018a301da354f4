import { copyFile, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVideoFile } from '../../../electron/engine/media/frames/video-file-frames.ts';
import type { VideoFileError } from '../../../electron/engine/media/source/video-file.ts';
import { testVideo } from '../../support/test-video.ts';
import { sourceAddress, watchSource } from '../../support/watch-source.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'watchhouse-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a video file as a camera', () => {
  it.each([
    ['H.264 with B frames in MP4', { bFrames: 2, container: 'mp4' }, 'h264'],
    ['H.265 in MP4', { codec: 'hevc', container: 'mp4' }, 'hevc'],
    ['MPEG-4 in AVI, made H.264 on the way', { codec: 'mpeg4' }, 'h264'],
  ] as const)('plays %s at its own pace, again and again, without a gap in time', async (_, video, codec) => {
    const file = await testVideo({ ...video, seconds: 1, fps: 25 });
    const source = watchSource(sourceAddress(file, { loop: true }));
    await source.until(({ packets }) => packets.length >= 60);
    expect(await source.stop()).toMatchObject({ problem: null });
    expect(source.infos).toHaveLength(1);
    expect(source.infos[0]).toMatchObject({ codec, width: 320, height: 240 });
    expect(source.packets[0]?.isKey).toBe(true);
    const times = source.packets.map((p) => p.decodeAt);
    for (const [i, at] of times.entries()) if (i > 0) expect(at - (times[i - 1] ?? 0)).toBeCloseTo(40, -1);
    expect(source.packets.every((p) => p.startsWithStartCode)).toBe(true);
  });

  it('ends by itself when it does not loop', async () => {
    const source = watchSource(sourceAddress(await testVideo({ seconds: 1, container: 'mp4' })));
    expect(await source.end).toEqual({ problem: null, detail: 'the file ended' });
    expect(source.packets).toHaveLength(10);
  });
});

describe('a file that can not be played', () => {
  async function made(name: string, content: string | Buffer): Promise<string> {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return file;
  }
  async function cut(name: string, video: Parameters<typeof testVideo>[0], bytes: number): Promise<string> {
    const file = path.join(folder, name);
    await copyFile(await testVideo(video), file);
    const handle = await open(file, 'r+');
    await handle.truncate(bytes);
    await handle.close();
    return file;
  }

  const cases: readonly (readonly [string, string, () => Promise<string>])[] = [
    ['that is not there', 'file-missing', () => Promise.resolve(path.join(folder, 'nothing.mp4'))],
    ['that is empty', 'file-empty', () => made('empty.mp4', '')],
    ['that is a folder', 'not-a-video', () => Promise.resolve(folder)],
    ['of plain text', 'not-a-video', () => made('text.txt', 'hello\n'.repeat(1_000))],
    ['of plain text that is called a video', 'not-a-video', () => made('text.mp4', 'hello\n'.repeat(1_000))],
    ['that is a playlist naming another file', 'not-a-video', async () => made('list.m3u8', `#EXTM3U\n#EXTINF:4,\n${await testVideo()}\n`)],
    ['that is a script naming another file', 'not-a-video', async () => made('list.ffconcat', `ffconcat version 1.0\nfile '${await testVideo()}'\n`)],
    ['of sound only', 'no-video', async () => made('sound.wav.avi', await soundOnly())],
    ['cut off before its index', 'not-a-video', () => cut('cut.mp4', { container: 'mp4' }, 2_000)],
    ['cut off before its first frame', 'stream-broken', async () => cut('cut.avi', { codec: 'mpeg4' }, await firstFrameOffset())],
  ];

  it.each(cases)('%s is %s for a camera and for the analysis', async (_, problem, make) => {
    const file = await make();
    const source = watchSource(sourceAddress(file, { loop: true }));
    expect((await source.end).problem).toBe(problem);
    expect(source.packets).toEqual([]);
    expect(() => openVideoFile(file)).toThrow(expect.objectContaining({ problem }) as VideoFileError);
  });

  it('an address that looks like a network protocol is a missing file', async () => {
    for (const url of ['http://127.0.0.1:1/a.mp4', 'concat:/etc/passwd', 'pipe:0']) {
      expect((await watchSource(sourceAddress(url, { kind: 'file' })).end).problem).toBe('file-missing');
    }
  });

  async function firstFrameOffset(): Promise<number> {
    return (await readFile(await testVideo({ codec: 'mpeg4' }))).indexOf('movi') + 4;
  }
  async function soundOnly(): Promise<Buffer> {
    const { execFile } = await import('node:child_process');
    const { promisify } = await import('node:util');
    const file = path.join(folder, 'made-sound.avi');
    await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=duration=1', file]);
    return readFile(file);
  }
});
