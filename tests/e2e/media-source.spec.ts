import { expect, test } from 'playwright/test';
import { drawnStreetVideo } from '../support/drawn-camera.ts';
import { anywhere, startStation, type Station } from '../support/e2e-station.ts';
import { rtspServerMissing } from '../support/rtsp-camera.ts';

let station: Station;

test.skip(rtspServerMissing() !== null, `no RTSP server: ${rtspServerMissing() ?? ''}`);
test.use({ locale: 'en' });
test.beforeAll(async () => {
  station = await startStation([{ path: '/street', codec: 'h264', fps: 10, files: [drawnStreetVideo()] }]);
  await station.add('Street', '/street', {}, anywhere);
});
test.afterAll(() => station.stop());

test('where WebCodecs is missing the wall plays through MediaSource, boxes in step', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'VideoDecoder'));
  await station.open(page, 'wall');
  const tile = page.getByTestId('tile').first();
  await expect(tile).toHaveAttribute('data-view', 'live', { timeout: 90_000 });
  const video = tile.locator('video');
  const before = await video.evaluate((each: HTMLVideoElement) => each.currentTime);
  await expect.poll(() => video.evaluate((each: HTMLVideoElement) => each.currentTime)).toBeGreaterThan(before + 2);
  expect(await video.evaluate((each: HTMLVideoElement) => each.videoWidth)).toBe(960);
  // Somebody walks or drives by every few seconds: then something is drawn over the picture.
  const drawn = (): Promise<boolean> =>
    tile.locator('canvas').evaluate((each: HTMLCanvasElement) => each.getContext('2d')?.getImageData(0, 0, each.width, each.height).data.some((value) => value !== 0) ?? false);
  await expect.poll(drawn, { timeout: 60_000 }).toBe(true);
});
