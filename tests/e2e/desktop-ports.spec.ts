import { expect, test } from 'playwright/test';
import { drawnStreetVideo } from '../support/drawn-camera.ts';
import { anywhere, startStation, type Station } from '../support/e2e-station.ts';
import { addFakeBridge } from '../support/fake-bridge.ts';
import { rtspServerMissing } from '../support/rtsp-camera.ts';

let station: Station;

test.skip(rtspServerMissing() !== null, `no RTSP server: ${rtspServerMissing() ?? ''}`);
test.use({ locale: 'en' });
test.beforeAll(async () => {
  station = await startStation([{ path: '/street', codec: 'h264', fps: 10, files: [drawnStreetVideo()] }]);
  await station.add('Street', '/street', {}, anywhere);
});
test.afterAll(() => station.stop());

test('in the desktop shell channel and live pictures come over ports, and come again when they were cut', async ({ page }) => {
  await addFakeBridge(page, { language: 'en' });
  const opened: string[] = [];
  page.on('websocket', (socket) => opened.push(socket.url()));
  await station.open(page, 'wall');
  const tile = page.getByTestId('tile').first();
  await expect(tile).toHaveAttribute('data-view', 'live', { timeout: 90_000 });
  const asked = (): Promise<string[]> => page.evaluate(() => globalThis.fakeShell.connected.map(({ kind }) => kind));
  expect([...new Set(await asked())].sort()).toEqual(['channel', 'live']);
  expect(opened).toHaveLength((await asked()).length); // the made-up shell's own, none of the page or its worker

  await page.evaluate(() => globalThis.fakeShell.hangUp(1006));
  await expect.poll(async () => (await asked()).filter((kind) => kind === 'live').length).toBeGreaterThan(1);
  await expect.poll(async () => (await asked()).filter((kind) => kind === 'channel').length).toBeGreaterThan(1);
  await expect(tile).toHaveAttribute('data-view', 'live', { timeout: 30_000 });
  const clock = tile.locator('.tile-clock');
  const before = await clock.getAttribute('datetime');
  await expect.poll(() => clock.getAttribute('datetime')).not.toBe(before);
});
