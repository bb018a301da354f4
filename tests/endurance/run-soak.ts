import { setTimeout as sleep } from 'node:timers/promises';
import { openLive } from '../support/live-viewer.ts';
import { smallStreetVideo } from '../support/drawn-camera.ts';
import { sequence } from '../support/seed-events.ts';
import { pavementWatched, Station } from '../support/station.ts';
import { WatchedProcess, type ProcessAccount } from './watch-process.ts';

export type SoakOptions = {
  readonly minutes: number;
  readonly cameras: number;
  readonly seed: number;
  readonly sampleEveryMs: number;
  /** Mean time between two disturbances of a camera server, ms. */
  readonly disturbEveryMs: number;
  readonly log: (line: string) => void;
};

export type SoakResult = {
  readonly minutes: number;
  readonly warmUpMinutes: number;
  readonly cameras: number;
  /** Reconnects that the cameras counted, and disturbances that made them. */
  readonly reconnects: number;
  readonly disturbances: { readonly dropped: number; readonly stalled: number };
  readonly events: number;
  /** Tiles that were opened and closed meanwhile. */
  readonly tiles: number;
  /** Workers that died meanwhile; none should. */
  readonly restarts: number;
  /** Cameras that were not live at the end. */
  readonly notLive: number;
  readonly processes: readonly ProcessAccount[];
};

/** This share of the time is left out of the slopes, but not more than the minutes after it. */
const warmUpShare = 0.25;
const mostWarmUpMinutes = 7;
const stallMs = 13_000;
const tileEveryMs = 10_000;
const disturbedShare = { stalls: 0.2 } as const;

/** Runs cameras with connections lost now and then and tiles coming and going, and watches the processes meanwhile. */
export async function runSoak({ minutes, cameras, seed, sampleEveryMs, disturbEveryMs, log }: SoakOptions): Promise<SoakResult> {
  const random = sequence(seed);
  let events = 0;
  const station = new Station({
    servers: 2,
    camerasPerServer: Math.ceil(cameras / 2),
    videos: [smallStreetVideo()],
    fps: 10,
    scene: pavementWatched,
    draft: { analysisFps: 2 },
    onWindow: (window) => window.on('event', () => (events += 1)),
  });
  const disturbances = { dropped: 0, stalled: 0 };
  let tiles = 0;
  const over = new AbortController();
  const until = (ms: number): Promise<boolean> => sleep(ms, true, { signal: over.signal }).catch(() => false);

  const disturb = async (): Promise<void> => {
    while (await until(disturbEveryMs * (0.5 + random()))) {
      const server = station.servers[Math.floor(random() * station.servers.length)];
      if (random() >= disturbedShare.stalls) {
        disturbances.dropped++;
        await server?.drop();
        continue;
      }
      disturbances.stalled++;
      await server?.stall('/street-0');
      await until(stallMs);
      await server?.resume('/street-0');
    }
  };
  const watchTiles = async (): Promise<void> => {
    while (await until(tileEveryMs)) {
      const camera = station.cameras[tiles++ % station.cameras.length];
      const live = await openLive(station.engine.address, station.window.cookie, camera?.id ?? '').catch(() => null);
      await until(tileEveryMs / 2);
      live?.terminate();
    }
  };

  try {
    await station.start();
    await station.camerasAre(station.cameras.map(({ id }) => id), ({ phase }) => phase === 'live', 60_000);
    const startedAtMs = performance.now();
    const warmUpMinutes = Math.min(mostWarmUpMinutes, minutes * warmUpShare);
    const watched = [new WatchedProcess('engine', station.engine.pid), ...(await station.workerPids()).map((pid, index) => new WatchedProcess(`worker ${index + 1}`, pid))];
    const disturbing = [disturb(), watchTiles()];
    for (let count = 0; performance.now() - startedAtMs < minutes * 60_000; count++) {
      for (const one of watched) one.sample();
      if (count % Math.ceil(60_000 / sampleEveryMs) === 0) log(tellNow(watched, startedAtMs, events));
      await sleep(sampleEveryMs);
    }
    over.abort();
    await Promise.all(disturbing);
    const areLive = async (): Promise<number> => (await station.window.call('cameras.list', {})).filter(({ status }) => status.phase !== 'live').length;
    const deadline = performance.now() + 60_000;
    while ((await areLive()) > 0 && performance.now() < deadline) await sleep(500);
    const statuses = (await station.window.call('cameras.list', {})).map(({ status }) => status);
    const { workers } = await station.window.call('station.status', {});
    return {
      minutes,
      warmUpMinutes,
      cameras: station.cameras.length,
      reconnects: statuses.reduce((sum, status) => sum + status.reconnects, 0),
      disturbances,
      events,
      tiles,
      restarts: workers.reduce((sum, worker) => sum + worker.restarts, 0),
      notLive: statuses.filter(({ phase }) => phase !== 'live').length,
      processes: watched.map((one) => one.account(startedAtMs + warmUpMinutes * 60_000)),
    };
  } finally {
    over.abort();
    await station.end();
  }
}

function tellNow(watched: readonly WatchedProcess[], startedAtMs: number, events: number): string {
  const minutes = ((performance.now() - startedAtMs) / 60_000).toFixed(1);
  const each = watched.map((one) => {
    const { name, rssMb, openFiles } = one.account(0);
    return `${name} ${rssMb.last} MB, ${openFiles.last} files`;
  });
  return `${minutes} min: ${each.join('; ')}; ${events} event messages`;
}
