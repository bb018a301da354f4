import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from '../../electron/contract/scene.ts';
import { analyzerModels, type AnalyzerModels } from '../../electron/engine/analysis/models.ts';
import { openVideoFile } from '../../electron/engine/media/frames/video-file-frames.ts';
import { InferenceThread } from '../../electron/engine/vision/inference/inference-thread.ts';
import { readFightModel, readModel, readPoseModel } from '../../electron/engine/vision/model-card.ts';
import { watchFile } from '../eval/watch-file.ts';

export type AnalysisCost = { readonly analysed: number; readonly looks: Readonly<Record<Kind, number>>; readonly cpuMs: Readonly<Record<Kind | 'all', number>> };
type Kind = 'detector' | 'bodies' | 'fights';

/** CPU time of this process's inference thread so far, ms. */
function inferenceMs(): number {
  const times = readdirSync('/proc/self/task').map((thread) => `/proc/self/task/${thread}`).filter((thread) => readFileSync(`${thread}/comm`, 'utf8').trim() === 'inference').map((thread) => Number(readFileSync(`${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6);
  return times.reduce((sum, ms) => sum + ms, 0);
}

/** CPU time that the analysis of films takes when none of their pictures is left out, however long it takes: what a camera needs to be kept up with. */
export async function analysisCost(files: readonly string[], scene: Scene, fps: number): Promise<AnalysisCost> {
  const folder = join(import.meta.dirname, '..', '..', 'models');
  const [model, pose, fight] = await Promise.all([readModel(folder, 'nanodet'), readPoseModel(folder, 'movenet-multipose'), readFightModel(folder)]);
  const thread = new InferenceThread({ model, pose, fight, provider: 'cpu', threads: 1 });
  await thread.start();
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
  let analysed = 0;
  const startedAt = process.cpuUsage();
  for (const file of files) analysed += (await watchFile(openVideoFile(file, { threads: 1, formats: 'h264' }), scene, asked, fps, { onEpisode: () => undefined })).analysed;
  const { user, system } = process.cpuUsage(startedAt);
  await thread.stop();
  return { analysed, looks, cpuMs: { ...cpuMs, all: (user + system) / 1000 } };
}
