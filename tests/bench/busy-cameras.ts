// Eight cameras with all behaviours on the real engine: node tests/bench/busy-cameras.ts [--activity busy] [--seconds N] [--cameras 4]
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { family, machineTime, sampleProcess, threadTimes } from '../support/processes.ts';
import { Station } from '../support/station.ts';
import { activityOf, activityVideos, filmFps, filmSeconds, type Activity } from './activity-videos.ts';
import { everythingWatched } from './everything-watched.ts';
import type { BenchRow } from './row.ts';

const askedFps = 5;
const settleMs = 30_000;
const sampleEveryMs = 1000;
/** A camera that stands still for so many samples starves. */
const starvesAfter = 10;

type Sample = { readonly fps: readonly number[]; readonly slowed: boolean; readonly pace: number };

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

async function sampled(station: Station): Promise<Sample> {
  const { findings } = await station.window.call('station.status', {});
  const analyses = station.cameras.map(({ id }) => station.statuses.get(id)?.analysis);
  const pace = findings.find(({ topic }) => topic === 'overloaded')?.values['pace'];
  return { fps: analyses.map((analysis) => analysis?.fps ?? 0), slowed: analyses.every((analysis) => analysis?.state === 'slowed'), pace: Number(pace ?? 1) };
}

/** The least mean of one camera over so many samples running. */
function leastStretch(samples: readonly Sample[], length: number): number {
  const stretches = samples.slice(length - 1).flatMap((_, at) => (samples[at]?.fps ?? []).map((__, camera) => mean(samples.slice(at, at + length).map(({ fps }) => fps[camera] ?? 0))));
  return Math.min(...stretches);
}

/** What of the workers' CPU time is spent on what, by the threads that do it. */
function stages(pids: readonly number[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const pid of pids)
    for (const [name, ms] of threadTimes(pid)) {
      const stage = name === 'inference' ? 'models' : name === 'MainThread' ? 'main thread: scaling, motion gate, tracking, rules' : name.startsWith('libuv') ? 'reading and decoding' : 'other threads';
      sums.set(stage, (sums.get(stage) ?? 0) + ms);
    }
  return sums;
}

/**
 * Analysed frames a second of cameras with every behaviour at its default settings, recorded at events, on the real engine. The cameras' servers and
 * this process run on the same machine: what they and others take of it is told beside.
 * @param cameras an even number; of the films every so-manieth is shown
 */
export async function benchBusyCameras(activity: Activity = 'moderate', seconds = 2 * filmSeconds, cameras = 8): Promise<BenchRow[]> {
  const videos = await activityVideos(activity);
  if (videos === null) return [];
  const station = new Station({ servers: 2, camerasPerServer: cameras / 2, videos: videos.filter((_, index) => index % (videos.length / cameras) < 1), fps: filmFps, scene: everythingWatched, draft: { recording: 'events', analysisFps: askedFps } });
  try {
    await station.start();
    if (!(await station.camerasAre(station.cameras.map(({ id }) => id), ({ phase }) => phase === 'live', 60_000))) throw new Error('not all cameras are live');
    await sleep(settleMs);
    const workers = await station.workerPids();
    const cpuMs = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + (sampleProcess(pid)?.cpuMs ?? 0), 0);
    const read = () => ({ at: performance.now(), machine: machineTime(), engine: cpuMs(family(station.engine.pid)) - cpuMs(workers), workers: cpuMs(workers), servers: cpuMs(station.servers.map(({ pid }) => pid)), own: cpuMs([process.pid]), stages: stages(workers) });
    const dropped = (): number => [...station.statuses.values()].reduce((sum, { analysis }) => sum + analysis.dropped, 0);
    const [before, droppedBefore] = [read(), dropped()];
    const samples: Sample[] = [];
    while (performance.now() - before.at < seconds * 1000) {
      await sleep(sampleEveryMs);
      samples.push(await sampled(station));
    }
    const after = read();
    const rssMb = workers.reduce((sum, pid) => sum + (sampleProcess(pid)?.rssBytes ?? 0), 0) / 1e6;
    const elapsedMs = after.at - before.at;
    const cores = (of: 'machine' | 'engine' | 'workers' | 'servers' | 'own'): number => (after[of] - before[of]) / elapsedMs;
    const rates = station.cameras.map((_, camera) => mean(samples.map(({ fps }) => fps[camera] ?? 0)));
    const what = `${cameras} cameras 768x576 ${filmFps} fps, ${activity}, all behaviours`;
    const rate = (name: string, value: number): BenchRow => ({ name: `${what}: ${name}`, value: Number(value.toFixed(2)), unit: 'frames/s', reference: `asked for: ${askedFps}`, ratio: Number((value / askedFps).toFixed(3)) });
    const cpu = (name: string, value: number): BenchRow => ({ name: `${what}: ${name}`, value: Number(value.toFixed(3)), unit: 'cores', reference: `of ${availableParallelism()}`, ratio: Number((value / availableParallelism()).toFixed(3)) });
    const share = (name: string, count: number): BenchRow => ({ name: `${what}: ${name}`, value: count, unit: 'samples', reference: `of ${samples.length}, one a second`, ratio: Number((count / samples.length).toFixed(3)) });
    return [
      rate('mean of the cameras', mean(rates)),
      rate('slowest camera', Math.min(...rates)),
      rate('fastest camera', Math.max(...rates)),
      rate(`least of any camera over ${starvesAfter} s`, leastStretch(samples, starvesAfter)),
      rate('asked for under load, mean', askedFps * mean(samples.map(({ pace }) => pace))),
      rate('dropped, of all cameras together', (1000 * (dropped() - droppedBefore)) / elapsedMs),
      share('some camera below 90 % of what it is asked for', samples.filter(({ fps }) => fps.some((each) => each < 0.9 * askedFps)).length),
      share('all cameras said to be slowed', samples.filter(({ slowed }) => slowed).length),
      cpu('workers', cores('workers')),
      ...[...after.stages].map(([stage, ms]) => cpu(`workers, ${stage}`, (ms - (before.stages.get(stage) ?? 0)) / elapsedMs)),
      { name: `${what}: workers, memory`, value: Math.round(rssMb), unit: 'MB', reference: 'none', ratio: 1 },
      cpu('engine and its helpers', cores('engine')),
      cpu('the cameras themselves and this benchmark', cores('servers') + cores('own')),
      cpu(`others on the machine (load ${loadavg()[0]?.toFixed(1)})`, cores('machine') - cores('engine') - cores('workers') - cores('servers') - cores('own')),
    ];
  } finally {
    await station.end();
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { activity: { type: 'string', default: 'moderate' }, seconds: { type: 'string', default: String(2 * filmSeconds) }, cameras: { type: 'string', default: '8' } } });
  for (const row of await benchBusyCameras(activityOf(values.activity), Number(values.seconds), Number(values.cameras))) console.log(JSON.stringify(row));
}
