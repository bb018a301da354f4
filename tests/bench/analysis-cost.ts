// CPU time that eight films need with all behaviours: node tests/bench/analysis-cost.ts [--activity busy]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { analyzerModels, type AnalyzerModels } from '../../electron/engine/analysis/models.ts';
import { openVideoFile } from '../../electron/engine/media/frames/video-file-frames.ts';
import { InferenceThread } from '../../electron/engine/vision/inference/inference-thread.ts';
import { readFightModel, readModel, readPoseModel } from '../../electron/engine/vision/model-card.ts';
import { watchFile } from '../eval/watch-file.ts';
import { activityOf, activityVideos, filmSeconds, type Activity } from './activity-videos.ts';
import { everythingWatched } from './everything-watched.ts';
import type { BenchRow } from './row.ts';

const askedFps = 5;

type Kind = 'detector' | 'bodies' | 'fights';

/** Tells the CPU time of this process's inference thread so far, ms. */
function inferenceClock(): () => number {
  const threads = readdirSync('/proc/self/task').map((thread) => `/proc/self/task/${thread}`);
  const inference = threads.find((thread) => existsSync(thread) && readFileSync(`${thread}/comm`, 'utf8').trim() === 'inference') ?? '';
  return () => Number(readFileSync(`${inference}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
}

/**
 * CPU time that the analysis of eight films takes with none of their pictures left out, however long it takes: what their cameras need to be kept
 * up with, without receiving and recording them.
 */
export async function benchAnalysisCost(activity: Activity = 'moderate'): Promise<BenchRow[]> {
  const files = await activityVideos(activity);
  if (files === null) return [];
  const folder = join(import.meta.dirname, '..', '..', 'models');
  const [model, pose, fight] = await Promise.all([readModel(folder, 'nanodet'), readPoseModel(folder, 'movenet-multipose'), readFightModel(folder)]);
  const thread = new InferenceThread({ model, pose, fight, provider: 'cpu', threads: 1 });
  await thread.start();
  const inferenceMs = inferenceClock();
  const models = analyzerModels({ model, pose, fight }, () => thread);
  const looks = { detector: 0, bodies: 0, fights: 0 };
  const cpuMs = { detector: 0, bodies: 0, fights: 0 };
  // One after the other, so that each look's time is its own.
  let last: Promise<unknown> = Promise.resolve();
  const counted = <Picture, Found>(kind: Kind, look: (picture: Picture) => Promise<Found>) => (picture: Picture): Promise<Found> => {
    const done = last.then(async () => {
      const before = inferenceMs();
      const found = await look(picture);
      looks[kind] += 1;
      cpuMs[kind] += inferenceMs() - before;
      return found;
    });
    last = done.catch(() => undefined);
    return done;
  };
  const { poses, fights } = models;
  const asked: AnalyzerModels = {
    ...models,
    detect: counted('detector', models.detect),
    poses: poses && { ...poses, find: counted('bodies', poses.find) },
    fights: fights && { ...fights, judge: counted('fights', fights.judge) },
  };
  const startedAt = process.cpuUsage();
  for (const file of files) await watchFile(openVideoFile(file, { threads: 1, formats: 'h264' }), everythingWatched, asked, askedFps, { onEpisode: () => undefined });
  const { user, system } = process.cpuUsage(startedAt);
  await thread.stop();
  const all = (user + system) / 1000;
  const row = (name: string, ms: number, reference: string): BenchRow => ({
    name: `${files.length} films of a minute, ${activity}, all behaviours, ${askedFps} frames a second: ${name}`,
    value: Number((ms / 1000 / filmSeconds).toFixed(3)),
    unit: 'cores',
    reference,
    ratio: Number((ms / all).toFixed(3)),
  });
  const look = (kind: Kind): BenchRow => row(kind, cpuMs[kind], `${looks[kind]} looks of ${(cpuMs[kind] / looks[kind]).toFixed(1)} ms; ratio: of all`);
  const rest = all - cpuMs.detector - cpuMs.bodies - cpuMs.fights;
  return [row('all', all, 'itself'), look('detector'), look('bodies'), look('fights'), row('decoding, scaling, motion gate, tracking, rules', rest, 'all')];
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { activity: { type: 'string', default: 'moderate' } } });
  for (const row of await benchAnalysisCost(activityOf(values.activity))) console.log(JSON.stringify(row));
}
