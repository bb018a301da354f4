import { expect, test } from './launch.ts';

test('a window appears in Electron\'s order of events', async ({ app, page }) => {
  await page.locator('h1').waitFor();
  await expect.poll(() => app.evaluate(() => fixture.log)).toContain('focus');
  const log = await app.evaluate(() => fixture.log);
  const wanted = ['will-finish-launching', 'ready', 'did-start-loading', 'did-navigate', 'dom-ready', 'did-finish-load', 'did-stop-loading', 'ready-to-show', 'show', 'focus'];
  expect(log.filter((name) => wanted.includes(name))).toEqual(wanted);
});

test('the page is as large as its window, and follows it', async ({ app, page }) => {
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([900, 600]);
  const state = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) return undefined;
    window.setBounds({ x: 10, y: 20, width: 700, height: 500 });
    const bounds = window.getBounds();
    window.setFullScreen(true);
    const full = [window.isFullScreen(), window.getBounds().width, window.getNormalBounds().width];
    window.setFullScreen(false);
    return { bounds, full, after: window.getBounds() };
  });
  expect(state).toEqual({ bounds: { x: 10, y: 20, width: 700, height: 500 }, full: [true, 1920, 700], after: { x: 10, y: 20, width: 700, height: 500 } });
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([700, 500]);
});

test('window.open and links with a target ask the handler, and no tab remains', async ({ app, page }) => {
  const answer = await page.evaluate(() => window.open('https://example.org/popup', 'name', 'width=100'));
  expect(answer).toBeNull();
  await page.locator('#blank').click();
  await page.locator('#other').click({ modifiers: ['Control'] });
  await expect.poll(() => app.evaluate(() => fixture.opened)).toHaveLength(3);
  expect(await app.evaluate(() => fixture.opened.slice(0, 2))).toEqual(['https://example.org/popup', 'app://bundle/other.html']);
  await page.waitForTimeout(300);
  expect(app.windows()).toHaveLength(1);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a navigation that the program prevents does not happen', async ({ app, page }) => {
  await page.locator('#away').click();
  await expect.poll(() => app.evaluate(() => fixture.told)).toEqual(['https://example.org/']);
  await page.locator('#other').click();
  await expect.poll(() => app.evaluate(() => fixture.told)).toContain('app://bundle/other.html');
  expect(await page.locator('h1').innerText()).toBe('Fixture');
  await app.evaluate(() => (fixture.prevent = false));
  await page.locator('#other').click();
  await expect(page.locator('h1')).toHaveText('Other');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toBe('app://bundle/other.html');
});

test('a renderer that crashes tells why, and comes back by reload with its preload', async ({ app, page }) => {
  await page.locator('h1').waitFor();
  const sum = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) return undefined;
    const gone = new Promise<string>((resolve) => contents.once('render-process-gone', (_event, { reason }) => resolve(reason)));
    contents.forcefullyCrashRenderer();
    const reason = await gone;
    const crashed = contents.isCrashed();
    const loaded = new Promise<void>((resolve) => contents.once('did-finish-load', () => resolve()));
    contents.reload();
    await loaded;
    return { reason, crashed, now: contents.isCrashed(), answer: (await contents.executeJavaScript('fixture.invoke("add", 2, 3)')) as object };
  });
  expect(sum).toMatchObject({ reason: 'crashed', crashed: true, now: false, answer: { sum: 5 } });
  expect(await app.evaluate(() => fixture.log)).toContain('render-process-gone');
});

test('permissions start denied, and a request is put to the handler', async ({ app, page }) => {
  const ask = (): Promise<unknown> =>
    page.evaluate(async () => [
      await Notification.requestPermission(),
      await navigator.mediaDevices.getUserMedia({ video: true }).catch((error: unknown) => (error as DOMException).name),
      await navigator.clipboard.readText().catch((error: unknown) => (error as DOMException).name),
      await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('found'), ({ code }) => resolve(code))),
    ]);
  expect(await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)).toBe('denied');
  expect(await ask()).toEqual(['denied', 'NotAllowedError', 'NotAllowedError', 1]);
  expect(await app.evaluate(() => fixture.asked)).toEqual(['notifications', 'media', 'clipboard-read', 'geolocation']);
  await app.evaluate(() => (fixture.grant = true));
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('granted');
  expect(await page.evaluate(() => Notification.permission)).toBe('granted');
});

test('pages are captured and printed for real', async ({ app, page }) => {
  await page.locator('h1').waitFor();
  const [size, start] = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const picture = await contents?.capturePage();
    const pdf = await contents?.printToPDF({ pageSize: 'A4' });
    return [picture?.getSize(), pdf?.subarray(0, 5).toString()];
  });
  expect([size, start]).toEqual([{ width: 900, height: 600 }, '%PDF-']);
});

test('a page that can not be loaded rejects as in Electron', async ({ app }) => {
  const error = await app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    const failed = new Promise((resolve) => window.webContents.once('did-fail-load', (_event, code, text) => resolve([code, text])));
    const message = await window.loadURL('http://127.0.0.1:9/').then(() => 'loaded', String);
    return [message, await failed];
  });
  expect(error).toEqual([expect.stringMatching(/^Error: ERR_\w+ \(-\d+\) loading 'http:\/\/127.0.0.1:9\/'$/), [expect.any(Number), expect.stringMatching(/^ERR_/)]]);
});

test('insecure preferences are refused', async ({ app }) => {
  const refused = await app.evaluate(({ BrowserWindow }) =>
    [{ contextIsolation: false }, { sandbox: false }, { nodeIntegration: true }, { webSecurity: false }].map((webPreferences) => {
      try {
        new BrowserWindow({ show: false, webPreferences });
        return 'made';
      } catch (error) {
        return String(error);
      }
    }),
  );
  for (const message of refused) expect(message).toContain('is refused');
});
