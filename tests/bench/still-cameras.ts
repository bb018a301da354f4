import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { sampleProcess } from '../support/processes.ts';
import { pavementWatched, Station } from '../support/station.ts';
import { stillVideo } from '../support/still-video.ts';
import type { BenchRow } from './row.ts';

const settleMs = 15_000;

/** CPU time of processes between now and `ms` later, as cores. */
async function coresUsed(groups: readonly (readonly number[])[], ms: number): Promise<number[]> {
  const cpuMs = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + (sampleProcess(pid)?.cpuMs ?? NaN), 0);
  const startedAt = performance.now();
  const before = groups.map(cpuMs);
  await sleep(ms);
  const elapsedMs = performance.now() - startedAt;
  return groups.map((pids, index) => (cpuMs(pids) - (before[index] ?? 0)) / elapsedMs);
}

/**
 * CPU time of the workers for 8 still cameras, recorded and watched by a rule as the product does by default, against
 * ffmpeg's command line that only decodes the same 8 with one thread each, both over the same minute.
 * @param cameras an even number
 */
export async function benchStillCameras(cameras = 8, measuredMs = 60_000): Promise<BenchRow[]> {
  const station = new Station({ servers: 2, camerasPerServer: cameras / 2, videos: [stillVideo()], fps: 25, scene: pavementWatched, draft: { recording: 'events' } });
  const players: ReturnType<typeof spawn>[] = [];
  try {
    await station.start();
    const ids = station.cameras.map(({ id }) => id);
    if (!(await station.camerasAre(ids, ({ phase, analysis }) => phase === 'live' && analysis.fps > 0, 60_000))) throw new Error('not all cameras are live');
    for (const server of station.servers)
      for (let index = 0; index < cameras / 2; index++) {
        const args = ['-v', 'error', '-rtsp_transport', 'tcp', '-threads', '1', '-i', server.url(`/street-${index}`), '-map', '0:v:0', '-fps_mode', 'passthrough', '-enc_time_base', '-1', '-f', 'null', '-'];
        players.push(spawn('ffmpeg', args, { stdio: ['ignore', 'ignore', 'inherit'] }));
      }
    await sleep(settleMs);
    const workers = await station.workerPids();
    const [ours = NaN, reference = NaN, engine = NaN] = await coresUsed([workers, players.map(({ pid }) => pid ?? 0), [station.engine.pid]], measuredMs);
    const open = [...station.statuses.values()].map(({ analysis }) => analysis);
    const row = (name: string, value: number): BenchRow => ({
      name,
      value: Number((value * 100).toFixed(1)),
      unit: '% of a core',
      reference: `ffmpeg only decoding the same ${cameras}: ${(reference * 100).toFixed(1)} %`,
      ratio: Number((value / reference).toFixed(3)),
    });
    const mean = (values: readonly number[]): string => (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(1);
    const analysed = `${mean(open.map(({ fps }) => fps))} frames/s analysed, motion gate open on ${mean(open.map(({ active }) => active * 100))} % of them`;
    return [row(`${cameras} still RTSP cameras 768x576 25 fps, workers (${analysed})`, ours), row('the same, engine process', engine)];
  } finally {
    for (const player of players) player.kill('SIGKILL');
    await station.end();
  }
}

if (import.meta.main) for (const row of await benchStillCameras()) console.log(JSON.stringify(row));
