import { join } from 'node:path';
import { Scene } from '../../../electron/contract/scene.ts';
import { analyzerModels } from '../../../electron/engine/analysis/models.ts';
import { openVideoFile } from '../../../electron/engine/media/frames/video-file-frames.ts';
import { InferenceThread } from '../../../electron/engine/vision/inference/inference-thread.ts';
import { readModel } from '../../../electron/engine/vision/model-card.ts';
import { footage } from '../../support/footage.ts';
import { BadInput } from '../bad-input.ts';
import { scoreTracking } from '../tracking/evaluate.ts';
import type { MotRow } from '../tracking/mot-file.ts';
import { watchFile } from '../watch-file.ts';
import { composite, size, type Inset } from './composite.ts';

/** The rate at which cameras are analysed. */
const fps = 5;
const farAt = { x: 1100, y: 240 };

/** People of the footage are 57 to 130 pixels high. */
const composites: Readonly<Record<string, readonly Inset[]>> = {
  'far, 23 to 52 pixels high': [{ scale: 0.4, ...farAt }],
  'far, 32 to 72 pixels high': [{ scale: 0.55, ...farAt }],
  'far, 40 to 91 pixels high': [{ scale: 0.7, ...farAt }],
  'far (0.55) and near (1.4)': [{ scale: 1.4, x: 0, y: 260 }, { scale: 0.55, x: 1240, y: 120 }],
  'near, 80 to 182 pixels high': [{ scale: 1.4, x: 0, y: 260 }],
};

/** `pixels`: that the detector looked at, a frame. */
export type SmallScore = { readonly recall: number; readonly precision: number; readonly MOTA: number; readonly IDF1: number; readonly pixels: number };

/** Follows what a film shows, looking closely or not. */
export async function followSmall(file: string, truth: readonly MotRow[], closely: boolean, thread: InferenceThread): Promise<SmallScore> {
  const model = await readModel(join(import.meta.dirname, '..', '..', '..', 'models'), 'nanodet');
  const models = analyzerModels({ model, pose: null, fight: null }, () => thread);
  const tracks: MotRow[] = [];
  const seen = new Set<number>();
  const { detectorPixels, analysed } = await watchFile(openVideoFile(file), Scene.parse({}), closely ? models : { ...models, fit: { way: 'longest', longest: model.card.input.longest, pad: 0 } }, fps, {
    onEpisode: () => undefined,
    onObservation: ({ frame, tracks: followed }) => {
      seen.add(frame.index + 1);
      for (const { id, box, confidence } of followed)
        tracks.push({ frame: frame.index + 1, id, left: box.left * size.width, top: box.top * size.height, width: box.width * size.width, height: box.height * size.height, confidence });
    },
  });
  const asked = truth.filter(({ frame }) => seen.has(frame));
  const { MOTA, IDF1, FP, FN } = scoreTracking(tracks, asked);
  const found = asked.length - FN;
  const share = (value: number): number => Math.round(value * 1000) / 1000;
  return { recall: share(found / asked.length), precision: share(found / Math.max(1, found + FP)), MOTA: share(MOTA), IDF1: share(IDF1), pixels: Math.round(detectorPixels / analysed) };
}

/**
 * `small [NAME]`: how well small people in a large picture are followed when the detector looks at the whole of it, and when it looks closely
 * where need is; `pixels` are those that it looked at, a frame.
 * @throws BadInput
 */
export async function evaluateSmall([name]: readonly string[]): Promise<Record<string, { whole: SmallScore; closely: SmallScore }>> {
  const video = footage('pets09-s2l1/vtest.avi');
  const truth = footage('pets09-s2l1/gt.txt');
  if (video === null || truth === null) throw new BadInput('the footage is missing');
  const model = await readModel(join(import.meta.dirname, '..', '..', '..', 'models'), 'nanodet');
  const thread = new InferenceThread({ model, provider: 'cpu', threads: 2 });
  await thread.start();
  const results: Record<string, { whole: SmallScore; closely: SmallScore }> = {};
  try {
    for (const [title, insets] of Object.entries(composites)) {
      if (name !== undefined && !title.includes(name)) continue;
      const made = await composite(video, truth, insets);
      if (made === null) throw new BadInput('the footage is missing');
      results[title] = { whole: await followSmall(made.file, made.truth, false, thread), closely: await followSmall(made.file, made.truth, true, thread) };
      process.stderr.write(`${title}: ${JSON.stringify(results[title])}\n`);
    }
  } finally {
    await thread.stop();
  }
  return results;
}
