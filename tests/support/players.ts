import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Page } from 'playwright';

const run = promisify(execFile);
export const chromiumPath = process.env['WATCHHOUSE_CHROMIUM'] ?? '/usr/bin/chromium';

/** Null where Chromium is there, else what to install. */
export function chromiumMissing(): string | null {
  return existsSync(chromiumPath) ? null : 'apt-get install chromium';
}

export function vlcMissing(): string | null {
  try {
    execFileSync('which', ['cvlc'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'apt-get install vlc-bin vlc-plugin-base';
  }
}

/** A video element's account of having played a file to its end. Times in seconds. */
export type Playback = { readonly seconds: number; readonly endedAt: number; readonly pictures: number; readonly seekedTo: number };

/** Opens a page of a real Chromium on a loopback server that has the files, with ranges, as /0.mp4, /1.mp4, … */
async function inChromium<T>(files: readonly string[], work: (page: Page) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    void (async () => {
      const index = Number(/^\/(\d+)\.mp4$/.exec(request.url ?? '')?.[1] ?? NaN);
      const target = files[index];
      if (target === undefined) return response.writeHead(request.url === '/' ? 200 : 404, { 'content-type': 'text/html' }).end();
      await using file = await open(target);
      const { size } = await file.stat();
      const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
      const [start, end] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)];
      const bytes = Buffer.alloc(end - start + 1);
      await file.read(bytes, 0, bytes.length, start);
      response.writeHead(206, { 'content-type': 'video/mp4', 'accept-ranges': 'bytes', 'content-range': `bytes ${start}-${end}/${size}` }).end(bytes);
      return response;
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return await work(page);
  } finally {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Plays MP4 files in a real Chromium; rejects where one does not reach its end. */
export function playInChromium(files: readonly string[]): Promise<Playback[]> {
  return inChromium(files, async (page) => {
    const playbacks: Playback[] = [];
    for (const index of files.keys()) playbacks.push(await page.evaluate(playToEnd, `/${index}.mp4`));
    return playbacks;
  });
}

/** A picture on a player's screen: its media time in seconds, and brightness along its middle row, `columns` samples. */
export type ShownPicture = { readonly mediaTime: number; readonly row: readonly number[] };

/** What Chromium shows at the given positions (seconds) of an MP4 file, and the media time that it tells of each. */
export function shownInChromium(file: string, positions: readonly number[], columns: number): Promise<ShownPicture[]> {
  return inChromium([file], (page) => page.evaluate(seekAndLook, { positions: [...positions], columns }));
}

/** Runs in the page. */
async function seekAndLook({ positions, columns }: { positions: number[]; columns: number }): Promise<ShownPicture[]> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  document.body.append(video);
  const canvas = new OffscreenCanvas(columns, 1).getContext('2d', { willReadFrequently: true });
  if (canvas === null) throw new Error('no canvas');
  const nextFrame = (): Promise<number> =>
    new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`no picture in 30 s, at ${video.currentTime}`)), 30_000);
      video.requestVideoFrameCallback((_, { mediaTime }) => resolve(mediaTime));
    });
  const loaded = nextFrame();
  video.src = '/0.mp4';
  await loaded;
  const shown: ShownPicture[] = [];
  for (const position of positions) {
    const frame = nextFrame();
    video.currentTime = position;
    const mediaTime = await frame;
    canvas.drawImage(video, 0, video.videoHeight / 2, video.videoWidth, 1, 0, 0, columns, 1);
    const { data } = canvas.getImageData(0, 0, columns, 1);
    shown.push({ mediaTime, row: Array.from({ length: columns }, (_, i) => data[4 * i + 1] ?? 0) });
  }
  return shown;
}

/** Runs in the page. */
async function playToEnd(source: string): Promise<Playback> {
  const video = document.createElement('video');
  video.muted = true;
  video.src = source;
  document.body.append(video);
  const happened = (event: string): Promise<void> =>
    new Promise((resolve, reject) => {
      video.addEventListener(event, () => resolve(), { once: true });
      video.addEventListener('error', () => reject(new Error(`${source}: ${video.error?.message ?? ''}`)), { once: true });
      setTimeout(() => reject(new Error(`${source}: no ${event} in 30 s, at ${video.currentTime} of ${video.duration}`)), 30_000);
    });
  await happened('loadedmetadata');
  const middle = video.duration / 2;
  const seeked = happened('seeked');
  video.currentTime = middle;
  await seeked;
  const seekedTo = video.currentTime;
  const back = happened('seeked');
  video.currentTime = 0;
  await back;
  const ended = happened('ended');
  video.playbackRate = 8;
  await video.play();
  await ended;
  const playback = { seconds: video.duration, endedAt: video.currentTime, pictures: video.getVideoPlaybackQuality().totalVideoFrames, seekedTo };
  video.remove();
  return playback;
}

/** Pictures, one of each second of 10 pictures, that VLC decoded. It refuses to run as root. */
export async function pictureSecondsOfVlc(file: string): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'watchhouse-vlc-'));
  try {
    await chmod(folder, 0o777);
    const copy = path.join(folder, 'video.mp4');
    await copyFile(file, copy);
    await chmod(copy, 0o644);
    const args = `-q --no-audio --vout dummy --play-and-exit --rate 8 --video-filter=scene --scene-ratio=10 --scene-format=jpg --scene-path=${folder} ${copy}`;
    const asRoot = process.getuid?.() === 0;
    const command = asRoot ? ['su', 'nobody', '-s', '/bin/sh', '-c', `HOME=${folder} exec cvlc ${args}`] : ['cvlc', ...args.split(' ')];
    await run(command[0] ?? '', command.slice(1), { timeout: 60_000 });
    return (await readdir(folder)).filter((name) => name.endsWith('.jpg')).length;
  } finally {
    await rm(folder, { recursive: true });
  }
}
