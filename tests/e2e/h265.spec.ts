import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { CameraDraft, type Camera } from '../../electron/contract/camera.ts';
import { drawnStreetHevc, drawnStreetVideo } from '../support/drawn-camera.ts';
import { openWindow, removeData, startEngine, type RunningEngine, type Window } from '../support/engine.ts';
import { createFirstPerson } from '../support/person.ts';
import { rtspServerMissing, startRtspCamera, type RtspCamera } from '../support/rtsp-camera.ts';

const compiled = path.join(import.meta.dirname, '../../dist/electron/engine/main.js');
if (existsSync(compiled)) process.env['WATCHHOUSE_ENGINE'] ??= compiled;

let camera: RtspCamera | null = null;
let engine: RunningEngine | null = null;
let desk: Window | null = null;

test.skip(rtspServerMissing() !== null, `no RTSP server: ${rtspServerMissing() ?? ''}`);
test.describe.configure({ mode: 'serial' });
test.use({ locale: 'en' });

test.beforeAll(async () => {
  camera = await startRtspCamera({
    mounts: [
      { path: '/main', codec: 'hevc', fps: 10, files: [drawnStreetHevc()] },
      { path: '/sub', codec: 'h264', fps: 10, files: [drawnStreetVideo()] },
    ],
  });
  engine = await startEngine();
  const cookie = await createFirstPerson(engine.address, engine.setupKey ?? '');
  desk = await openWindow(engine.address, cookie);
});
test.afterAll(async () => {
  desk?.close();
  await engine?.kill();
  await camera?.stop();
  removeData(engine);
});

async function open(page: Page, place: string): Promise<void> {
  const [name = '', value = ''] = (desk?.cookie ?? '').split('=');
  await page.context().addCookies([{ name, value, url: engine?.address ?? '' }]);
  await page.goto(engine?.address ?? '');
  await page.getByTestId(`rail-${place}`).click();
}

async function add(name: string, more: Partial<CameraDraft> = {}): Promise<Camera> {
  const draft = CameraDraft.parse({ name, address: camera?.url('/main'), ...more });
  const added = await desk?.call('cameras.add', { draft });
  if (!added) throw new Error('no window');
  return added;
}

test.beforeEach(async ({ page }) => {
  await page.goto('about:blank');
  const supported = await page.evaluate(() => document.createElement('video').canPlayType('video/mp4; codecs="hvc1.1.6.L93.B0"'));
  test.skip(supported !== '', 'this browser plays H.265 itself');
});

test('a camera with H.265 only is shown by pictures, and its event is reviewed as a copy that plays', async ({ page }) => {
  const { id } = await add('H.265 only', { recording: 'always' });
  const zone = { id: 'all', name: 'All', points: [{ x: 0.02, y: 0.02 }, { x: 0.98, y: 0.02 }, { x: 0.98, y: 0.98 }, { x: 0.02, y: 0.98 }] };
  await desk?.call('cameras.setScene', { cameraId: id, scene: { zones: [zone], lines: [], behaviors: [{ id: 'in', behavior: 'intrusion', enabled: true, zone: 'all', settings: {} }] } });
  await open(page, 'wall');
  const tile = page.getByTestId('tile').first();
  await expect(tile).toContainText('H.265: a picture a second in this browser', { timeout: 60_000 });
  await expect.poll(async () => Number(await tile.getByTestId('snapshot-view').getAttribute('data-count')), { timeout: 60_000 }).toBeGreaterThan(2);

  await page.getByTestId('rail-review').click();
  const video = page.getByTestId('clip-video');
  await expect.poll(() => video.evaluate((each: HTMLVideoElement) => each.videoWidth), { timeout: 150_000 }).toBeGreaterThan(0);
  await expect.poll(() => video.evaluate((each: HTMLVideoElement) => each.currentTime), { timeout: 60_000 }).toBeGreaterThan(1);
  await expect(page.getByTestId('clip-unplayable')).toHaveCount(0);
});

test('with an H.264 sub-stream the picture moves', async ({ page }) => {
  for (const { camera: other } of (await desk?.call('cameras.list', {})) ?? []) await desk?.call('cameras.remove', { cameraId: other.id });
  await add('H.265 with sub', { subAddress: camera?.url('/sub') ?? '' });
  await open(page, 'wall');
  const tile = page.getByTestId('tile').first();
  await expect(tile).toHaveAttribute('data-view', 'live', { timeout: 90_000 });
  await expect(tile.locator('[data-shown]')).toBeVisible();
});
