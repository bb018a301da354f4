/**
 * The README's picture: a wall of four with live pictures, boxes and events, in English. Takes twenty to choose from.
 *   node tests/screens/readme-picture.ts FOLDER
 * Two cameras look at the drawn street, two at parking-top-view.mp4 (Intel IoT sample videos, CC-BY 4.0; one of them turned
 * round and cut).
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import type { Scene } from '../../electron/contract/scene.ts';
import { encodeDrawnStreet } from '../../electron/engine/demo/encode.ts';
import { drawnClip } from '../../electron/engine/demo/footage.ts';
import { sceneIn } from '../../electron/engine/demo/scenes.ts';
import { http } from '../../electron/contract/http.ts';
import { footage } from '../support/footage.ts';
import { temporaryFolder, removeFolder } from '../support/house.ts';
import { openWindow, removeData, startEngine } from '../support/engine.ts';

const target = process.argv[2] ?? 'test-results/readme';
mkdirSync(target, { recursive: true });
const parking = footage('vehicles/parking-top-view.mp4');
if (parking === null) process.exit(2);

const folder = temporaryFolder();
const street = join(folder, 'street.mp4');
await encodeDrawnStreet(street, () => undefined);
const made = (name: string, source: string, startS: number, filter: string): string => {
  const file = join(folder, name);
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-ss', startS.toString(), '-i', source, '-ss', '0', '-to', startS.toString(), '-i', source, '-filter_complex', `[0:v][1:v]concat=n=2:v=1,${filter}[v]`, '-map', '[v]', '-c:v', 'libx264', '-bf', '0', '-g', '25', '-pix_fmt', 'yuv420p', file]);
  return file;
};
const lane: Scene = {
  zones: [{ id: 'lane', name: 'Lane', points: [{ x: 0.03, y: 0.25 }, { x: 0.97, y: 0.25 }, { x: 0.97, y: 0.9 }, { x: 0.03, y: 0.9 }] }],
  lines: [],
  behaviors: [{ id: 'lane', behavior: 'intrusion', enabled: true, zone: 'lane', severity: 'blue', settings: { classes: ['car', 'bus', 'truck'], footing: 'overlap', share: 0.3 } }],
  ground: null,
};
const yard: Scene = {
  zones: [{ id: 'yard', name: 'Doorway', points: [{ x: 0.05, y: 0.3 }, { x: 0.95, y: 0.3 }, { x: 0.95, y: 0.9 }, { x: 0.05, y: 0.9 }] }],
  lines: [],
  behaviors: [{ id: 'yard', behavior: 'intrusion', enabled: true, zone: 'yard', severity: 'red', settings: { classes: ['person'] } }],
  ground: null,
};
const cameras: readonly (readonly [name: string, address: string, scene: Scene])[] = [
  ['Car park, middle lane', parking, lane],
  ['High street (drawn)', street, sceneIn(drawnClip.scene, 'en')],
  ['Post office door (drawn)', made('door.mp4', street, 9, 'crop=576:324:350:70,hflip,scale=960:540'), yard],
  ['Car park, way out', made('out.mp4', parking, 12, 'crop=640:360:40:30,hflip,vflip'), lane],
];

const engine = await startEngine({ env: { WATCHHOUSE_FOOTAGE: '/nowhere' } });
const browser = await chromium.launch({ executablePath: process.env['WATCHHOUSE_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const answer = await fetch(new URL(http.firstAccount, engine.address), {
    method: 'POST', headers: { 'content-type': 'application/json', origin: new URL(engine.address).origin },
    body: JSON.stringify({ setupKey: engine.setupKey, username: 'duty', password: 'watchhouse-demo', language: 'en' }),
  });
  const [name = '', value = ''] = (answer.headers.getSetCookie()[0]?.split(';')[0] ?? '').split('=');
  const window = await openWindow(engine.address, `${name}=${value}`);
  for (const [title, address, scene] of cameras) {
    const { id } = await window.call('cameras.add', { draft: { name: title, address } });
    await window.call('cameras.setScene', { cameraId: id, scene });
  }
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: 'en', reducedMotion: 'reduce' });
  await page.context().addCookies([{ name, value, url: engine.address }]);
  await page.goto(engine.address);
  await page.getByTestId('side-event').nth(6).waitFor({ timeout: 300_000 });
  for (let number = 1; number <= 20; number++) {
    await page.locator('[data-testid=tile][data-alarm] [data-shown]').nth(1).waitFor({ timeout: 60_000 });
    await page.mouse.move(1100, 600 + (number % 2)); // keeps the figures of the streams in sight
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(target, `${number}.png`) });
    await page.waitForTimeout(1500);
  }
  window.close();
} finally {
  await browser.close();
  await engine.kill();
  removeData(engine);
  removeFolder(folder);
}
