import { expect, test } from './launch.ts';

test('the preload exposes values, functions, promises and callbacks, and they are frozen', async ({ page }) => {
  expect(await page.evaluate(() => [window.fixture.version, window.fixture.double(4), window.fixture.nested.list[0], Object.isFrozen(window.fixture.nested)])).toEqual([7, 8, 1, true]);
  expect(await page.evaluate(() => window.fixture.later({ a: 1 }))).toEqual({ a: 1 });
  expect(await page.evaluate(() => window.fixture.callBack((text) => `${text} back`))).toBe('called back');
  expect(
    await page.evaluate(() => {
      try {
        window.fixture.fail();
      } catch (error) {
        return error instanceof Error && error.message;
      }
      return undefined;
    }),
  ).toBe('from the preload');
  expect(await page.evaluate(() => window.fixture.has)).toEqual({ process: 'string', argv: '--extra=1', sandboxed: true });
});

test('nothing but what the preload exposes is added to the window', async ({ page, app }) => {
  const names = await page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !/^\d+$/.test(name)));
  const plain = await app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL('app://bundle/other.html');
    return (await window.webContents.executeJavaScript('Object.getOwnPropertyNames(window)')) as string[];
  });
  const frame = await page.evaluate(() => {
    const child = document.createElement('iframe');
    document.body.append(child);
    return Object.getOwnPropertyNames(child.contentWindow);
  });
  expect(names.filter((name) => !plain.includes(name))).toEqual(['fixture']);
  expect(names.filter((name) => !frame.includes(name))).toEqual(['fixture']);
});

test('an invocation carries structured data both ways, and an error as Electron words it', async ({ page }) => {
  const answer = await page.evaluate(async () => {
    const { sum, from, bytes, map } = (await window.fixture.invoke('add', 1, 2)) as { sum: number; from: string; bytes: Uint8Array; map: Map<string, Date> };
    return { sum, from, bytes: [...bytes], when: map.get('when')?.getTime() };
  });
  expect(answer).toEqual({ sum: 3, from: 'app://bundle/index.html', bytes: [1, 2, 3], when: 5 });
  expect(await page.evaluate(() => window.fixture.invoke('fail').catch((error: unknown) => String(error)))).toBe("Error: Error invoking remote method 'fail': TypeError: refused");
  expect(await page.evaluate(() => window.fixture.invoke('nobody').catch((error: unknown) => String(error)))).toContain("No handler registered for 'nobody'");
});

test('the program sends to the page', async ({ app, page }) => {
  await page.evaluate(() => {
    window.got = [];
    window.fixture.onTold((...args) => window.got.push(args));
  });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('told', 1, { two: [3] }));
  await expect.poll(() => page.evaluate(() => window.got)).toEqual([[1, { two: [3] }]]);
});
