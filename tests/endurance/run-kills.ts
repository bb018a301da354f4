import { setTimeout as sleep } from 'node:timers/promises';
import { drawnStreetVideo } from '../support/drawn-camera.ts';
import { sequence } from '../support/seed-events.ts';
import { percentile } from '../support/percentile.ts';
import { pavementWatched, Station } from '../support/station.ts';
import { Told } from './told.ts';
import { lossesOf, verify, type Account } from './verify.ts';

export const killKinds = ['worker', 'engine', 'server'] as const;
export type KillKind = (typeof killKinds)[number];

export type KillsOptions = {
  readonly count: number;
  readonly seed: number;
  /** Longest quiet time before a kill, ms. */
  readonly quietMs: number;
  /** How long clips that are due at the end are waited for, ms. */
  readonly settleMs: number;
  readonly log: (line: string) => void;
};

type Recovery = { readonly count: number; readonly measured: number; readonly p50: number | null; readonly p95: number | null; readonly max: number | null };

export type KillsResult = Account & {
  readonly kills: number;
  readonly seed: number;
  readonly cameras: number;
  readonly minutes: number;
  /** ms from the kill until every camera that it hit is live again. */
  readonly liveAgain: Readonly<Record<KillKind, Recovery>>;
  /** The same until every camera is recorded again. */
  readonly recordedAgain: Readonly<Record<KillKind, Recovery>>;
  /** Kills after which a camera stayed away. */
  readonly notBack: readonly string[];
  readonly stopMs: number;
  readonly losses: readonly string[];
};

/** A camera that is not back by then is called lost. */
const backWithinMs = 90_000;
/** This share of the kills falls into the recovery from the one before. */
const overlapping = 0.2;

type Kill = { readonly kind: KillKind; liveMs: number | null; recordedMs: number | null };

/** Kills worker, engine and RTSP servers at random times and accounts for everything that the engine had promised. */
export async function runKills({ count, seed, quietMs, settleMs, log }: KillsOptions): Promise<KillsResult> {
  const random = sequence(seed);
  const startedAt = performance.now();
  const heard: { told: Told | null } = { told: null };
  const station = new Station({
    servers: 2,
    camerasPerServer: 2,
    videos: [drawnStreetVideo()],
    fps: 10,
    scene: pavementWatched,
    onWindow: (window) => heard.told?.listen(window),
  });
  const told = (heard.told = new Told(station.data));
  const kills: Kill[] = [];
  const notBack: string[] = [];
  let isAlive = true;
  let isLossless = false;
  try {
    await station.start();
    await backAgain(station, 0, station.cameras.map(({ id }) => id));
    told.noteSegments(() => isAlive);
    // The first kinds come in turn, so that a short run has them all.
    const kindAt = (index: number): KillKind => killKinds[index < killKinds.length ? index : Math.floor(random() * killKinds.length)] ?? 'worker';
    for (let index = 0; index < count; index++) {
      await sleep(random() * quietMs);
      const kind = kindAt(index);
      const kill: Kill = { kind, liveMs: null, recordedMs: null };
      kills.push(kill);
      const killedAt = Date.now();
      const killedAtMs = performance.now();
      const hit = await strike(kind);
      if (index < count - 1 && random() < overlapping) {
        log(`${index + 1}/${count} ${kind}, and the next at once`);
        continue;
      }
      const isLive = await station.camerasAre(hit, ({ phase, since }) => phase === 'live' && since >= killedAt, backWithinMs);
      if (isLive) kill.liveMs = performance.now() - killedAtMs;
      const isBack = await backAgain(station, killedAt, hit);
      if (isBack) kill.recordedMs = performance.now() - killedAtMs;
      else notBack.push(`kill ${index + 1} (${kind}): ${JSON.stringify([...station.statuses.values()].map(({ phase, problem, recording }) => [phase, problem, recording.state]))}`);
      log(`${index + 1}/${count} ${kind}: live after ${kill.liveMs?.toFixed(0) ?? '?'} ms, recorded after ${kill.recordedMs?.toFixed(0) ?? '?'} ms; ${told.events.size} events, ${told.segments.size} segments`);
    }
    await clipsSettled(station, settleMs);
    told.noteSegmentsNow();
    isAlive = false;
    const stopMs = await station.endEngine('SIGTERM');
    await repairedOnce(station);
    log('verifying');
    const account = await verify(station.data, told);
    const losses = lossesOf(account);
    isLossless = losses.length === 0 && notBack.length === 0;
    return {
      kills: count,
      seed,
      cameras: station.cameras.length,
      minutes: Number(((performance.now() - startedAt) / 60_000).toFixed(1)),
      liveAgain: byKind(kills, ({ liveMs }) => liveMs),
      recordedAgain: byKind(kills, ({ recordedMs }) => recordedMs),
      notBack,
      stopMs: Math.round(stopMs),
      ...account,
      losses,
    };
  } finally {
    told.stop();
    await station.end(!isLossless);
    if (!isLossless) log(`data kept in ${station.data}`);
  }

  /** Kills one thing; gives the cameras that feel it. */
  async function strike(kind: KillKind): Promise<string[]> {
    const all = station.cameras.map(({ id }) => id);
    switch (kind) {
      case 'worker': {
        const { workers } = await station.window.call('station.status', {});
        const running = workers.filter(({ pid }) => pid !== null);
        const victim = running[Math.floor(random() * running.length)];
        if (victim?.pid == null) return [];
        process.kill(victim.pid, 'SIGKILL');
        return victim.cameras;
      }
      case 'engine':
        isAlive = false;
        await station.endEngine('SIGKILL');
        await station.startEngine();
        isAlive = true;
        return all;
      case 'server': {
        const server = Math.floor(random() * station.servers.length);
        await station.restartServer(server);
        return station.cameras.filter((camera) => camera.server === server).map(({ id }) => id);
      }
    }
  }
}

/** Waits until every camera is live and recorded, and those named since a time. */
function backAgain(station: Station, since: number, hit: readonly string[]): Promise<boolean> {
  const all = station.cameras.map(({ id }) => id);
  return station.camerasAre(all, (status) => {
    const isRecorded = status.phase === 'live' && status.recording.state === 'recording';
    return isRecorded && (!hit.includes(status.cameraId) || status.since >= since);
  }, backWithinMs);
}

/** Waits for the clips of events that are over. */
async function clipsSettled(station: Station, withinMs: number): Promise<void> {
  const pending = async (): Promise<string[]> => {
    const { rows } = await station.window.call('events.list', { filter: {}, limit: 500 });
    return rows.filter(({ clip, endedAt }) => clip === 'pending' && endedAt !== null).map(({ id }) => id);
  };
  const before = new Set(await pending());
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline && (await pending()).some((id) => before.has(id))) await sleep(1000);
}

/** Lets the engine repair once what the kills left, without cameras, so that whatever it calls finished can be played. */
async function repairedOnce(station: Station): Promise<void> {
  for (const server of station.servers) await server.stop();
  await station.startEngine();
  const deadline = performance.now() + 60_000;
  const isRepaired = async (): Promise<boolean> => {
    const lines = await station.window.call('station.log', { limit: 1000 });
    return lines.some(({ message }) => message.startsWith('recordings checked'));
  };
  while (!(await isRepaired())) {
    if (performance.now() > deadline) throw new Error('the recordings were not checked within a minute');
    await sleep(300);
  }
  await station.endEngine('SIGTERM');
}

function byKind(kills: readonly Kill[], msOf: (kill: Kill) => number | null): Record<KillKind, Recovery> {
  const of = (kind: KillKind): Recovery => {
    const own = kills.filter((kill) => kill.kind === kind);
    const ms = own.map(msOf).filter((value) => value !== null).map(Math.round);
    return { count: own.length, measured: ms.length, p50: percentile(ms, 0.5), p95: percentile(ms, 0.95), max: percentile(ms, 1) };
  };
  return { worker: of('worker'), engine: of('engine'), server: of('server') };
}
