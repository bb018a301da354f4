import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rtspServerMissing, startRtspCamera, type RtspCamera } from '../../support/rtsp-camera.ts';
import { testVideo } from '../../support/test-video.ts';

type Line = { readonly phase?: string; readonly problem?: string | null; readonly stopped?: number; readonly rssBytes?: number; readonly picked?: number };
type End = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

const script = path.join(import.meta.dirname, 'children', 'source-child.ts');
const missing = rtspServerMissing();

function startChild() {
  const child = spawn(process.execPath, ['--expose-gc', script], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, UV_THREADPOOL_SIZE: '32' } });
  const ended = new Promise<End>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  const lines: Line[] = [];
  let wake: () => void = () => undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line) as Line);
    wake();
  });
  return {
    ended,
    tell: (command: object) => child.stdin.write(`${JSON.stringify(command)}\n`),
    /** The next line that fits; fails when the process ends first. */
    next: async (fits: (line: Line) => boolean): Promise<Line> => {
      for (;;) {
        const at = lines.findIndex(fits);
        const line = lines[at];
        if (line) {
          lines.splice(0, at + 1);
          return line;
        }
        const end = await Promise.race([new Promise<null>((resolve) => (wake = () => resolve(null))), ended]);
        if (end) throw new Error(`the process ended: ${JSON.stringify(end)}`);
      }
    },
    kill: () => child.kill('SIGKILL'),
  };
}

describe.skipIf(missing !== null && process.env['CI'] !== 'true')('the media library in a process of its own', () => {
  let file: string;
  let child: ReturnType<typeof startChild>;
  let cameras: RtspCamera[] = [];

  beforeAll(async () => {
    file = await testVideo();
  });
  afterEach(async () => {
    child.kill();
    await Promise.all(cameras.map((camera) => camera.stop()));
    cameras = [];
  });
  async function camera(): Promise<RtspCamera> {
    const started = await startRtspCamera({ mounts: [{ path: '/a', codec: 'h264', fps: 10, files: [file] }] });
    cameras.push(started);
    return started;
  }
  const clean: End = { code: 0, signal: null };
  const live = (line: Line) => line.phase === 'live';

  it.each(['tcp', 'udp'] as const)('survives a camera that hangs in mid-read over %s: stopped meanwhile, it ends without a crash', async (transport) => {
    const hung = await camera();
    child = startChild();
    child.tell({ open: hung.url('/a'), transport });
    await child.next(live);
    hung.freeze();
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.tell({ stop: true });
    expect(await child.next((line) => line.stopped !== undefined)).toMatchObject({ stopped: 1 });
    child.tell({ exit: true });
    expect(await child.ended).toEqual(clean);
  });

  it('can leave while a camera hangs, once the read has come back', async () => {
    const hung = await camera();
    child = startChild();
    child.tell({ open: hung.url('/a') });
    await child.next(live);
    hung.freeze();
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.tell({ exit: true });
    expect(await child.ended).toEqual(clean);
  });

  it('reads a healthy camera while four others hang', async () => {
    const [healthy, ...hung] = await Promise.all(Array.from({ length: 5 }, camera));
    child = startChild();
    for (const one of hung) child.tell({ open: one.url('/a') });
    for (let count = 0; count < hung.length; count++) await child.next(live);
    for (const one of hung) one.freeze();
    child.tell({ open: healthy?.url('/a') });
    await child.next(live);
    child.tell({ stop: true });
    await child.next((line) => line.stopped === 5);
    child.tell({ exit: true });
    expect(await child.ended).toEqual(clean);
  });

  it('comes back by itself when a camera was away', async () => {
    const first = await camera();
    child = startChild();
    child.tell({ open: first.url('/a') });
    await child.next(live);
    await first.stop();
    expect(await child.next((line) => line.phase === 'waiting')).toMatchObject({ problem: 'disconnected' });
    expect(await child.next((line) => line.phase === 'waiting')).toMatchObject({ problem: 'refused' });
    cameras = [await startRtspCamera({ port: first.port, mounts: [{ path: '/a', codec: 'h264', fps: 10, files: [file] }] })];
    await child.next(live);
    child.tell({ stop: true });
    await child.next((line) => line.stopped === 1);
  });

  it('opens and closes a camera fourteen times without keeping memory', async () => {
    const one = await camera();
    child = startChild();
    const rss: number[] = [];
    for (let round = 0; round < 14; round++) {
      child.tell({ open: one.url('/a') });
      await child.next(live);
      child.tell({ stop: true });
      rss.push((await child.next((line) => line.stopped === 1)).rssBytes ?? 0);
    }
    const [early, late] = [rss.slice(3, 6), rss.slice(-3)].map((some) => Math.min(...some));
    expect((late ?? 0) - (early ?? 0)).toBeLessThan(12_000_000);
    child.tell({ exit: true });
    expect(await child.ended).toEqual(clean);
  });
});
