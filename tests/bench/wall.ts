/**
 * The wall under load in a real Chromium: the real engine, cameras with main and sub-stream, every tile of a page live.
 *   node tests/bench/wall.ts [--cameras 16] [--layout 16] [--size 3840x2160] [--seconds 20] [--profile FILE]
 * Prints JSON lines: tiles with a picture, pictures a second of the slowest and the middle tile, main-thread long tasks.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { http } from '../../electron/contract/http.ts';
import { playClip, readClip } from '../../electron/engine/demo/clip.ts';
import { encodeDrawnStreet } from '../../electron/engine/demo/encode.ts';
import { RtspServer } from '../../electron/engine/demo/rtsp/server.ts';
import { openWindow, removeData, startEngine } from '../support/engine.ts';

const { values } = parseArgs({
  options: {
    cameras: { type: 'string', default: '16' }, layout: { type: 'string', default: '16' }, size: { type: 'string', default: '3840x2160' },
    seconds: { type: 'string', default: '20' }, profile: { type: 'string' }, picture: { type: 'string' },
  },
});
const [width = 3840, height = 2160] = values.size.split('x').map(Number);
const seconds = Number(values.seconds);

/** The drawn street at 960x540 and, as a sub-stream, at 480x270. */
async function streets(): Promise<{ main: string; sub: string }> {
  const main = join(tmpdir(), 'watchhouse-bench-street-main.mp4');
  const sub = join(tmpdir(), 'watchhouse-bench-street-sub.mp4');
  if (!existsSync(main)) await encodeDrawnStreet(main, () => undefined);
  if (!existsSync(sub)) execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', main, '-vf', 'scale=480:270', '-c:v', 'libx264', '-preset', 'veryfast', '-bf', '0', '-g', '20', '-pix_fmt', 'yuv420p', sub]);
  return { main, sub };
}

type Sample = { views: string[]; fps: number[] };

function sample(page: Page): Promise<Sample> {
  return page.evaluate(() => {
    const tiles = [...document.querySelectorAll<HTMLElement>('[data-testid=tile]')].filter((tile) => tile.dataset['camera'] !== undefined);
    return {
      views: tiles.map((tile) => tile.dataset['view'] ?? ''),
      fps: tiles.map((tile) => Number(/(\d+) fps/.exec(tile.querySelector('.tile-facts')?.textContent ?? '')?.[1] ?? 0)),
    };
  });
}

const { main, sub } = await streets();
const server = new RtspServer();
for (const [mount, file] of [['main', main], ['sub', sub]] as const) {
  const stream = server.mount(mount);
  playClip(await readClip(file), (unit, atMs) => stream.push(unit.data, unit.isKey, atMs));
}
const port = await server.start(0);
const engine = await startEngine({ env: { WATCHHOUSE_FOOTAGE: '/nowhere' } });
const browser = await chromium.launch({ executablePath: process.env['WATCHHOUSE_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'] });
const say = (name: string, value: number, unit: string): void => console.log(JSON.stringify({ name: `${name}, ${values.cameras} cameras, ${values.layout} tiles at ${values.size}`, value: Math.round(value * 100) / 100, unit }));
try {
  const page = await browser.newPage({ viewport: { width, height }, locale: 'en' });
  await page.addInitScript((layout) => localStorage.setItem('watchhouse.wall', JSON.stringify({ layout })), Number(values.layout));
  const answer = await fetch(new URL(http.firstAccount, engine.address), {
    method: 'POST', headers: { 'content-type': 'application/json', origin: new URL(engine.address).origin },
    body: JSON.stringify({ setupKey: engine.setupKey, username: 'bench', password: 'watchhouse-bench', language: 'en' }),
  });
  const [name = '', value = ''] = (answer.headers.getSetCookie()[0]?.split(';')[0] ?? '').split('=');
  const window = await openWindow(engine.address, `${name}=${value}`);
  for (let number = 1; number <= Number(values.cameras); number++)
    await window.call('cameras.add', { draft: { name: `Camera ${number}`, address: `rtsp://127.0.0.1:${port}/main`, subAddress: `rtsp://127.0.0.1:${port}/sub`, recording: 'off', analysisFps: 1 } });
  window.close();
  await new Promise((resolve) => setTimeout(resolve, 8000));
  await page.context().addCookies([{ name, value, url: engine.address }]);
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true });
  });
  const cdp = await page.context().newCDPSession(page);
  await page.goto(engine.address);
  await page.getByTestId('wall-grid').waitFor();
  const startedAt = Date.now();
  let allLiveMs: number | null = null;
  for (let at = 0; at < 20 && allLiveMs === null; at++) {
    await page.waitForTimeout(500);
    if ((await sample(page)).views.every((view) => view === 'live')) allLiveMs = Date.now() - startedAt;
  }
  await page.evaluate(() => void ((globalThis as unknown as { longTasks: number[] }).longTasks.length = 0));
  if (values.profile !== undefined) {
    await cdp.send('Profiler.enable');
    await cdp.send('Profiler.start');
  }
  await cdp.send('Performance.enable');
  const busyBefore = await busySeconds();
  const samples: Sample[] = [];
  for (let second = 0; second < seconds; second++) {
    await page.waitForTimeout(1000);
    samples.push(await sample(page));
  }
  if (values.profile !== undefined) writeFileSync(values.profile, JSON.stringify((await cdp.send('Profiler.stop')).profile));
  const tasks = await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
  const rates = (samples[0]?.fps ?? []).map((_, tile) => samples.reduce((sum, { fps }) => sum + (fps[tile] ?? 0), 0) / samples.length).toSorted((a, b) => a - b);
  say('all tiles live after', allLiveMs === null ? -1 : allLiveMs / 1000, 's');
  say('tiles with a picture at the end', samples.at(-1)?.views.filter((view) => view === 'live').length ?? 0, 'tiles');
  say('slowest tile', rates[0] ?? 0, 'pictures/s');
  say('middle tile', rates[Math.floor(rates.length / 2)] ?? 0, 'pictures/s');
  say('main thread in long tasks', tasks.reduce((sum, duration) => sum + duration, 0) / seconds, 'ms/s');
  say('longest task', Math.max(0, ...tasks), 'ms');
  say('main thread busy', ((await busySeconds()) - busyBefore) * 1000 / seconds, 'ms/s');
  if (values.picture !== undefined) await page.screenshot({ path: values.picture });

  async function busySeconds(): Promise<number> {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name: metric }) => metric === 'TaskDuration')?.value ?? 0;
  }
} finally {
  await browser.close();
  await engine.kill();
  removeData(engine);
  process.exit(0);
}
