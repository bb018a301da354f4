import { expect, test } from 'playwright/test';
import { drawnStreetHevc, drawnStreetVideo } from '../support/drawn-camera.ts';
import { anywhere, startStation, type Station } from '../support/e2e-station.ts';
import { rtspServerMissing } from '../support/rtsp-camera.ts';

let station: Station;

test.skip(rtspServerMissing() !== null, `no RTSP server: ${rtspServerMissing() ?? ''}`);
test.describe.configure({ mode: 'serial' });
test.use({ locale: 'en' });

test.beforeAll(async () => {
  station = await startStation([
    { path: '/main', codec: 'hevc', fps: 10, files: [drawnStreetHevc()] },
    { path: '/sub', codec: 'h264', fps: 10, files: [drawnStreetVideo()] },
  ]);
});
test.afterAll(() => station.stop());

test.beforeEach(async ({ page }) => {
  await page.goto('about:blank');
  const supported = await page.evaluate(() => document.createElement('video').canPlayType('video/mp4; codecs="hvc1.1.6.L93.B0"'));
  test.skip(supported !== '', 'this browser plays H.265 itself');
});

test('a camera with H.265 only is shown by pictures, and its event is reviewed as a copy that plays', async ({ page }) => {
  await station.add('H.265 only', '/main', { recording: 'always' }, anywhere);
  await station.open(page, 'wall');
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
  await station.removeAll();
  await station.add('H.265 with sub', '/main', { subAddress: station.camera.url('/sub') });
  await station.open(page, 'wall');
  const tile = page.getByTestId('tile').first();
  await expect(tile).toHaveAttribute('data-view', 'live', { timeout: 90_000 });
  await expect(tile.locator('[data-shown]')).toBeVisible();
});
