import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openVideoFile } from '../../../electron/engine/media/frames/video-file-frames.ts';
import type { PictureFit } from '../../../electron/engine/media/small-frame.ts';
import type { ImportedCard } from '../../../electron/engine/vision/detectors/imported/imported-card.ts';
import { tryModel } from '../../../electron/engine/vision/detectors/trial/try-model.ts';
import { loadModel } from '../../../electron/engine/vision/inference/load-model.ts';
import { readModel, type DetectorCard, type Model } from '../../../electron/engine/vision/model-card.ts';
import type { Detection } from '../../../electron/engine/vision/observation.ts';
import { overlap } from '../../../electron/engine/vision/overlap.ts';
import { averagePrecision50, type Found } from '../../support/average-precision.ts';
import { footage } from '../../support/footage.ts';
import { petsTruth } from '../../support/pets-truth.ts';
import { realDetector } from '../../support/real-detectors.ts';

const crossing = footage('pets09-s2l1/vtest.avi');
const annotation = footage('pets09-s2l1/gt.txt');
const everyFrames = 32;
/** From here on a person is counted as found, for comparing detectors with one another. */
const sure = 0.4;

async function peopleIn(file: string, model: Model<DetectorCard | ImportedCard>): Promise<{ found: Found[]; frames: Set<number> }> {
  const { run, decode, release } = await loadModel(model, 'cpu', 2);
  const fit: number | PictureFit = model.card.kind === 'imported' ? model.card.input.fit : model.card.input.longest;
  const video = openVideoFile(file);
  const frames = new Set<number>();
  const found: Found[] = [];
  for (const frame of video.frames('source')) {
    if (frame.index % everyFrames === 0) {
      const picture = frame.planes(fit);
      frames.add(frame.index + 1);
      const detections = decode(await run(picture, [1, 3, picture.height, picture.width]), picture) as Detection[];
      found.push(...detections.filter((each) => each.class === 'person').map(({ box, confidence }) => ({ frame: frame.index + 1, box, confidence })));
    }
    frame.free();
  }
  video.close();
  await release();
  return { found, frames };
}

/** Share of the first that the second has too, at an overlap of 0.5. */
function shareOf(some: readonly Found[], others: readonly Found[]): number {
  return some.filter(({ frame, box }) => others.some((other) => other.frame === frame && overlap(box, other.box) >= 0.5)).length / some.length;
}

describe('imported detectors on footage', () => {
  test.each(['yolox_nano_416x416.onnx', 'nanodet_m_416.onnx'])('%s finds the people that the built-in detector finds', async (name) => {
    const path = realDetector(name);
    if (path === null || crossing === null || annotation === null) return;
    const { card } = await tryModel(createHash('sha256').update(readFileSync(path)).digest('hex'), path, 'cpu', 2);
    const imported = await peopleIn(crossing, { card, path });
    const builtIn = await peopleIn(crossing, await readModel(join(import.meta.dirname, '..', '..', '..', 'models'), 'nanodet'));
    const [theirs, own] = [imported.found, builtIn.found].map((found) => found.filter(({ confidence }) => confidence >= sure));
    const precision = shareOf(theirs ?? [], own ?? []);
    const recall = shareOf(own ?? [], theirs ?? []);
    const average = averagePrecision50(imported.found, petsTruth(annotation, imported.frames));
    console.log(`${name}, ${imported.frames.size} frames: AP50 ${average.toFixed(3)}; against the built-in one precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
    expect(average).toBeGreaterThan(0.85);
    expect(precision).toBeGreaterThan(0.75);
    expect(recall).toBeGreaterThan(0.8);
  });

  test.runIf(crossing)('pictures get into planes of any width, stretched or with grey around them', () => {
    const video = openVideoFile(crossing ?? '');
    const [frame] = video.frames(1);
    if (frame === undefined) throw new Error('no frame');
    const narrow = frame.planes({ way: 'letterbox', width: 90, height: 100, pad: 114 });
    expect(narrow).toMatchObject({ width: 90, height: 100, pictureWidth: 90, pictureHeight: 68 });
    for (const plane of [0, 1, 2]) expect(new Set(narrow.data.subarray((plane * 100 + 68) * 90, (plane + 1) * 100 * 90))).toEqual(new Set([114]));
    const stretched = frame.planes({ way: 'stretch', width: 90, height: 68 });
    for (const plane of [0, 1, 2]) expect(stretched.data.subarray(plane * 90 * 68, (plane + 1) * 90 * 68)).toEqual(narrow.data.subarray(plane * 90 * 100, plane * 90 * 100 + 90 * 68));
    const wide = frame.planes({ way: 'letterbox', width: 96, height: 96, pad: 114 });
    expect(wide.data[96 * 96 - 1]).toBe(114);
    const mean = (values: Uint8Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean(stretched.data.subarray(0, 90 * 68)) - mean(wide.data.subarray(0, 96 * 72)))).toBeLessThan(2);
    frame.free();
    video.close();
  });
});
