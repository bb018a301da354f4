import { expect, test } from './launch.ts';

test('a page of a custom scheme is a secure context with WebCodecs, and so is its module worker, whose requests are served', async ({ page }) => {
  expect(await page.evaluate(() => [isSecureContext, typeof VideoDecoder])).toEqual([true, 'function']);
  const worker = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const started = new Worker('/worker.js', { type: 'module' });
        started.onmessage = ({ data }) => resolve(data);
        started.onerror = (event) => resolve(event.message);
      }),
  );
  expect(worker).toEqual({ text: '0123456789', decoder: 'function', secure: true });
});

test('headers pass both ways, ranges are answered in part, and the handler sees its own scheme', async ({ page }) => {
  const answer = await page.evaluate(async () => {
    const part = await fetch('/data.txt', { headers: { range: 'bytes=2-4', 'x-ask': 'yes' } });
    return [part.status, await part.text(), part.headers.get('content-range'), part.headers.get('x-asked'), part.headers.get('x-url')];
  });
  expect(answer).toEqual([206, '234', 'bytes 2-4/10', 'yes', 'app://bundle/data.txt']);
  expect(await page.evaluate(async () => (await fetch('/missing')).status)).toBe(404);
});

test('the policy of the page holds', async ({ page }) => {
  const [evaluated, fetched] = await page.evaluate(async () => {
    const blocked = new Promise((resolve) => document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => resolve(violatedDirective), { once: true }));
    await fetch('http://127.0.0.1:9/').catch(() => undefined);
    return [await blocked, await fetch('http://127.0.0.1:9/').catch(() => 'failed')];
  });
  expect([evaluated, fetched]).toEqual(['connect-src', 'failed']);
});

test('web requests are seen with the addresses of the program, canceled and given headers', async ({ app, page }) => {
  await app.evaluate(({ session }) => {
    const { webRequest } = session.defaultSession;
    webRequest.onBeforeRequest({ urls: ['app://bundle/data.txt*'] }, ({ url, resourceType }, callback) => {
      fixture.told.push(url, resourceType);
      callback({ cancel: url.endsWith('?no') });
    });
    webRequest.onHeadersReceived(({ responseHeaders }, callback) => callback({ responseHeaders: { ...responseHeaders, 'x-added': ['here'] } }));
  });
  expect(await page.evaluate(() => fetch('/data.txt?no').catch(() => 'canceled'))).toBe('canceled');
  await expect.poll(() => page.evaluate(async () => (await fetch('/data.txt')).headers.get('x-added'))).toBe('here');
  expect(await app.evaluate(() => fixture.told)).toEqual(expect.arrayContaining(['app://bundle/data.txt?no', 'xhr', 'app://bundle/data.txt']));
});

test('the address is the program\'s wherever the main process sees it, and privileges are registered before the start only', async ({ app, page }) => {
  await page.locator('h1').waitFor();
  const seen = await app.evaluate(({ BrowserWindow, protocol }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    let late = '';
    try {
      protocol.registerSchemesAsPrivileged([]);
    } catch (error) {
      late = String(error);
    }
    return [contents?.getURL(), contents?.mainFrame.url, contents?.mainFrame.origin, contents?.getTitle(), late];
  });
  expect(seen).toEqual(['app://bundle/index.html', 'app://bundle/index.html', 'app://bundle', 'Fixture', expect.stringContaining('before app is ready')]);
});
