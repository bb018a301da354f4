// Live pictures over the desktop program's ports beside browser mode's WebSocket, one after the other in one run:
// node tests/bench/desktop-live.ts
import { chromium, type Page } from 'playwright';
import { CameraDraft } from '../../electron/contract/camera.ts';
import { callEngine } from '../desktop/support/page.ts';
import { createAccount, isRealElectron, removeWorkstation, startProgram } from '../desktop/support/program.ts';
import { startStreetCamera } from '../support/drawn-camera.ts';
import { openWindow, preferCompiledEngine, removeData, startEngine } from '../support/engine.ts';
import { createFirstPerson } from '../support/person.ts';
import { percentile } from '../support/percentile.ts';
import { chromiumPath } from '../support/players.ts';
import type { BenchRow } from './row.ts';

const packets = 200;

/**
 * Delays in ms from a packet's wall-clock time, which the camera worker gives it, to its arrival in the page's script. Runs in
 * the page; `port`: over a port that the bridge lends, else over the WebSocket.
 */
async function delays(page: Page, cameraId: string, port: boolean): Promise<number[]> {
  return page.evaluate(
    async ({ id, lent, wanted }) => {
      const seen: number[] = [];
      const done = Promise.withResolvers<undefined>();
      const take = (data: ArrayBuffer): void => {
        const view = new DataView(data);
        if (view.getUint8(0) !== 2) return;
        seen.push(Date.now() - view.getFloat64(2, true));
        if (seen.length >= wanted) done.resolve(undefined);
      };
      if (!lent) {
        const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/api/live/${id}?stream=main`);
        socket.binaryType = 'arraybuffer';
        socket.onmessage = ({ data }) => take(data as ArrayBuffer);
        await done.promise;
        socket.close();
        return seen;
      }
      const { watchhouse } = window as unknown as { watchhouse: { connect: (request: unknown) => Promise<boolean> } };
      const arrived = new Promise<MessagePort>((resolve) => {
        window.addEventListener('message', (event: MessageEvent<{ id?: string }>) => {
          const [first] = event.ports;
          if (event.data.id === 'bench' && first) resolve(first);
        });
      });
      await watchhouse.connect({ kind: 'live', id: 'bench', cameraId: id, stream: 'main' });
      const lease = await arrived;
      lease.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (!(data instanceof ArrayBuffer)) return;
        take(data);
        lease.postMessage({ taken: data.byteLength });
      };
      await done.promise;
      lease.close();
      return seen;
    },
    { id: cameraId, lent: port, wanted: packets },
  );
}

/**
 * Delays above the run's own fastest picture, since a picture's time is the camera's, smoothed, and may lie some ms off the
 * clock of this machine. The first pictures come from the kept group: what was sent at once says nothing of delays.
 */
function settled(values: readonly number[]): readonly number[] {
  const later = values.slice(values.length / 4);
  const fastest = Math.min(...later);
  return later.map((value) => value - fastest);
}

export async function benchDesktopLive(): Promise<BenchRow[]> {
  preferCompiledEngine();
  const camera = await startStreetCamera();
  const draft = CameraDraft.parse({ name: 'Street', address: camera.url('/street') });

  const program = await startProgram();
  await createAccount(program.page);
  const over = await callEngine(program.page, 'cameras.add', { draft });
  await program.page.waitForTimeout(5000);
  const ports = settled(await delays(program.page, over.id, true));
  await program.quit();
  removeWorkstation(program);

  const engine = await startEngine();
  const desk = await openWindow(engine.address, await createFirstPerson(engine.address, engine.setupKey ?? ''));
  const plain = await desk.call('cameras.add', { draft });
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu'] });
  const context = await browser.newContext();
  const [name = '', value = ''] = desk.cookie.split('=');
  await context.addCookies([{ name, value, url: engine.address }]);
  const page = await context.newPage();
  await page.goto(engine.address);
  await page.waitForTimeout(5000);
  const sockets = settled(await delays(page, plain.id, false));
  await browser.close();
  desk.close();
  await engine.kill();
  removeData(engine);
  await camera.stop();

  const at = (values: readonly number[], share: number): number => percentile(values, share) ?? NaN;
  const shell = isRealElectron ? 'Electron' : 'stand-in, where each message passes the main process and the DevTools protocol';
  return [0.5, 0.95].map((share) => ({
    name: `live picture, worker to page over a port (${shell}), delay above the fastest, p${share * 100} of ${ports.length} at 10 a second`,
    value: Math.round(at(ports, share)),
    unit: 'ms',
    reference: `WebSocket in browser mode: ${Math.round(at(sockets, share))} ms`,
    ratio: Number((at(ports, share) / Math.max(1, at(sockets, share))).toFixed(2)),
  }));
}

if (import.meta.main) for (const row of await benchDesktopLive()) console.log(JSON.stringify(row));
