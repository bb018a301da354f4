import type { ElectronApplication, Page } from 'playwright/test';
import { expect, test } from './launch.ts';

/** Joins a new utility process and the page by a channel; the page keeps its port under the name. */
async function join(app: ElectronApplication, page: Page, name: string): Promise<void> {
  await page.evaluate(() => {
    if (!('got' in window)) Object.assign(window, { got: [], ports: {} });
    window.onmessage = ({ data, ports: [port] }) => {
      const { port: key } = data as { port: string };
      if (!port) return;
      window.ports[key] = port;
      port.onmessage = (event) => window.got.push(event.data);
      port.addEventListener('close', () => window.got.push(`${key} closed`));
    };
  });
  await app.evaluate(({ BrowserWindow, MessageChannelMain }, key) => {
    fixture.forkEngine(key);
    const { port1, port2 } = new MessageChannelMain();
    fixture.engines[key]?.postMessage({ kind: 'serve' }, [port1]);
    BrowserWindow.getAllWindows()[0]?.webContents.postMessage('port', key, [port2]);
  }, name);
  await expect.poll(() => page.evaluate((key) => key in window.ports, name)).toBe(true);
}

test('a page and a utility process talk over a channel, structures and all', async ({ app, page }) => {
  await join(app, page, 'a');
  await page.evaluate(() => window.ports['a']?.postMessage({ kind: 'echo', map: new Map([[1, new Date(7)]]), bytes: new Uint8Array([4, 5]), buffer: new ArrayBuffer(3) }));
  await expect
    .poll(() =>
      page.evaluate(() => {
        const got = window.got[0] as { from: string; data: { map: Map<number, Date>; bytes: Uint8Array; buffer: ArrayBuffer } } | undefined;
        return got && [got.from, got.data.map.get(1)?.getTime(), [...got.data.bytes], got.data.buffer.byteLength];
      }),
    )
    .toEqual(['a', 7, [4, 5], 3]);
});

test('a port closes at the other end: by the page, by the process, by its end', async ({ app, page }) => {
  await join(app, page, 'a');
  await page.evaluate(() => window.ports['a']?.close());
  await expect.poll(() => app.evaluate(() => fixture.told)).toContainEqual({ closed: 'a' });
  await join(app, page, 'b');
  await app.evaluate(() => fixture.engines['b']?.kill());
  await expect.poll(() => page.evaluate(() => window.got)).toContain('b closed');
  await join(app, page, 'c');
  await page.evaluate(() => window.ports['c']?.postMessage({ kind: 'die' }));
  await expect.poll(() => page.evaluate(() => window.got)).toContain('c closed');
  expect(await app.evaluate(() => fixture.log)).toEqual(expect.arrayContaining(['exit b 15', 'exit c 3']));
  await join(app, page, 'd');
  await page.reload();
  await expect.poll(() => app.evaluate(() => fixture.told)).toContainEqual({ closed: 'd' });
});

test('a channel inside the program delivers before it closes, and one from the page closes with the page', async ({ app, page }) => {
  const closed = await app.evaluate(async ({ MessageChannelMain }) => {
    const { port1, port2 } = new MessageChannelMain();
    const events: unknown[] = [];
    port1.on('message', ({ data }) => events.push(data));
    port1.on('close', () => events.push('closed'));
    port1.start();
    port2.postMessage('last words');
    port2.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    return events;
  });
  expect(closed).toEqual(['last words', 'closed']);
  await page.evaluate(() => window.fixture.openChannel());
  expect(await page.evaluate(() => window.fixture.portCall({ x: 1 }))).toEqual({ echo: { x: 1 } });
  await page.reload();
  await expect.poll(() => app.evaluate(() => fixture.log)).toContain('channel closed');
});

test('a port that a utility process has received goes on to another one over a port, in order and with what came meanwhile', async ({ app, page }) => {
  await join(app, page, 'page');
  const got = await app.evaluate(async ({ MessageChannelMain }) => {
    for (const name of ['a', 'b']) fixture.forkEngine(name);
    const { a, b } = fixture.engines;
    const between = new MessageChannelMain();
    const travelling = new MessageChannelMain();
    const answers: unknown[] = [];
    travelling.port1.on('message', ({ data }) => answers.push(data));
    travelling.port1.start();
    b?.postMessage({ kind: 'serve' }, [between.port1]);
    travelling.port1.postMessage(0);
    a?.postMessage({ kind: 'hold' }, [travelling.port2]);
    travelling.port1.postMessage(1);
    await new Promise((resolve) => setTimeout(resolve, 400));
    travelling.port1.postMessage(2);
    a?.postMessage({ kind: 'hand over' }, [between.port2]);
    for (let index = 3; index < 200; index++) travelling.port1.postMessage(index);
    for (let turn = 0; turn < 100 && answers.length < 200; turn++) await new Promise((resolve) => setTimeout(resolve, 20));
    return answers.map((answer) => (answer as { from: string; data: number }).data);
  });
  expect(got).toEqual(Array.from({ length: 200 }, (_, index) => index));
});

test('live video fits: 25 messages a second of 100 kB arrive within 40 ms, and 5 MB a second get through on a busy machine', async ({ app, page }) => {
  await join(app, page, 'a');
  const measured = await page.evaluate(async () => {
    const port = window.ports['a'];
    const times: number[] = [];
    let bytes = 0;
    let done = (): void => undefined;
    let left = 0;
    if (port)
      port.onmessage = ({ data }) => {
        const { at, frame } = data as { at: number; frame: Uint8Array };
        times.push(Date.now() - at);
        bytes += frame.byteLength;
        if (--left === 0) done();
      };
    const ask = (count: number): Promise<void> =>
      new Promise((resolve) => {
        left = count;
        done = resolve;
        port?.postMessage({ kind: 'frames', bytes: 100_000, count });
      });
    for (let index = 0; index < 50; index++) {
      await ask(1);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    const latencyMs = times.toSorted((one, other) => one - other)[25] ?? 0;
    bytes = 0;
    const start = performance.now();
    await ask(300);
    return { latencyMs, megabytesPerSecond: bytes / 1000 / (performance.now() - start) };
  });
  console.log(measured);
  expect(measured.latencyMs).toBeLessThan(40);
  expect(measured.megabytesPerSecond).toBeGreaterThan(5);
});
