import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { http } from '../../../electron/contract/http.ts';
import { makeEventFiles } from '../../../electron/engine/events/event-files.ts';
import { pavementWatched, Station } from '../../support/station.ts';
import { drawnStreetVideo } from '../../support/drawn-camera.ts';
import { openWindow, startEngine } from '../../support/engine.ts';
import { clingTo, openLive } from '../../support/live-viewer.ts';
import { rtspServerMissing } from '../../support/rtsp-camera.ts';

/** The engine bounds its stop to about 10 s; what else this machine does gets the rest. */
const wellWithinMs = 25_000;

const stations: Station[] = [];
const closing: (() => void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  for (const station of stations.splice(0)) await station.end();
});

async function runningStation(): Promise<Station> {
  const station = new Station({ servers: 1, camerasPerServer: 2, videos: [drawnStreetVideo()], fps: 10, scene: pavementWatched });
  stations.push(station);
  await station.start();
  expect(await station.camerasAre(station.cameras.map(({ id }) => id), ({ phase, recording }) => phase === 'live' && recording.state === 'recording', 60_000)).toBe(true);
  return station;
}

/** Sends SIGTERM; true when the engine has ended in time. */
async function ends(station: Station): Promise<boolean> {
  return Promise.race([station.endEngine('SIGTERM').then(() => true), sleep(wellWithinMs, false)]);
}

function logOf(station: Station): string {
  return readFileSync(path.join(station.data, 'logs/engine.log'), 'utf8');
}

describe.skipIf(rtspServerMissing() !== null)('an engine that is asked to stop, ends', () => {
  it('with windows, tiles, half a request, refused tiles that cling and a download that nobody reads', { retry: 0 }, async () => {
    const station = await runningStation();
    const { address } = station.engine;
    const { cookie } = station.window;
    for (let count = 0; count < 3; count++) await openWindow(address, cookie);
    for (const { id } of station.cameras) closing.push(((live) => () => live.terminate())(await openLive(address, cookie, id)));
    const nobodys = '00000000-0000-4000-8000-000000000000';
    for (const target of [http.live(nobodys, 'main'), http.live(station.cameras[0]?.id ?? '', 'main'), http.channel]) {
      const socket = await clingTo(address, cookie, target);
      closing.push(() => socket.destroy());
    }
    const half = connect({ host: '127.0.0.1', port: Number(new URL(address).port), allowHalfOpen: true });
    half.on('error', () => undefined).write('GET /api/session HTTP/1.1\r\nHost: 127');
    closing.push(() => half.destroy());
    const eventId = uuidv7();
    const clip = makeEventFiles(station.data).clip(eventId);
    mkdirSync(path.dirname(clip), { recursive: true });
    writeFileSync(clip, '');
    truncateSync(clip, 300_000_000);
    const download = await fetch(new URL(http.eventClip(eventId), address), { headers: { cookie } });
    expect(download.status).toBe(200);
    await sleep(500);

    expect(await ends(station)).toBe(true);
    expect(logOf(station)).not.toContain('did not stop');
    await download.body?.cancel().catch(() => undefined);
  });

  it('while a worker hangs on which tiles wait, and after that worker was killed', { retry: 0 }, async () => {
    const station = await runningStation();
    const { address } = station.engine;
    const { cookie } = station.window;
    const [pid = 0] = await station.workerPids();
    process.kill(pid, 'SIGSTOP');
    const tiles = await Promise.all(Array.from({ length: 4 }, (_, index) => clingTo(address, cookie, http.live(station.cameras[index % 2]?.id ?? '', 'main'))));
    closing.push(...tiles.map((socket) => () => socket.destroy()));
    await sleep(500);
    const areClosed = Promise.all(tiles.map((socket) => new Promise((resolve) => socket.resume().once('end', resolve).once('close', resolve))));
    process.kill(pid, 'SIGKILL');
    expect(await Promise.race([areClosed.then(() => true), sleep(wellWithinMs, false)])).toBe(true);

    const isUp = ({ phase, since }: { phase: string; since: number }): boolean => phase === 'live' && since > Date.now() - 60_000;
    expect(await station.camerasAre(station.cameras.map(({ id }) => id), isUp, 60_000)).toBe(true);
    for (const worker of await station.workerPids()) process.kill(worker, 'SIGSTOP');
    expect(await ends(station)).toBe(true);
  });

  it('while the demonstration is being prepared', { retry: 0 }, async () => {
    const data = mkdtempSync(path.join(tmpdir(), 'watchhouse-'));
    const noFootage = mkdtempSync(path.join(tmpdir(), 'watchhouse-'));
    closing.push(() => {
      for (const folder of [data, noFootage]) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    });
    const engine = await startEngine({ data, args: ['--demo'], env: { WATCHHOUSE_FOOTAGE: noFootage } });
    await sleep(300);
    expect(await Promise.race([engine.kill('SIGTERM').then(() => true), sleep(wellWithinMs, false)])).toBe(true);
  });
});
