import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MotionMask } from '../../../electron/engine/vision/motion/regions.ts';
import { createMotionGate } from '../../../electron/engine/vision/motion/gate.ts';
import { InferenceThread } from '../../../electron/engine/vision/inference/inference-thread.ts';
import { readModel } from '../../../electron/engine/vision/model-card.ts';
import type { Track } from '../../../electron/engine/vision/observation.ts';
import { createFollow } from '../../../electron/engine/vision/tracking/follow.ts';
import { scoreTracking } from '../../eval/tracking/evaluate.ts';
import { readMotFile, type MotRow } from '../../eval/tracking/mot-file.ts';
import { crossingFrames, readCount, scoreCrossings } from '../../eval/vehicles/crossings.ts';
import { footage } from '../../support/footage.ts';
import { grayVideo } from '../../support/gray-pictures.ts';
import { planarPictures } from '../../support/planar-pictures.ts';

const crossing = footage('pets09-s2l1/vtest.avi');
const annotation = footage('pets09-s2l1/gt.txt');
const motorway = footage('vehicles/highway-rear.avi');
const carPark = footage('vehicles/parking-top-view.mp4');
const model = await readModel(join(import.meta.dirname, '..', '..', '..', 'models'), 'nanodet');
const thread = new InferenceThread({ model, provider: 'cpu', threads: 2 });

beforeAll(() => thread.start());
afterAll(() => thread.stop());

type Clip = { readonly width: number; readonly height: number; readonly fps: number; readonly step: number };

/** Runs gate, detector and tracker over every `step`-th frame; rows in source pixels, as seen in their own frame. */
async function follow(file: string, { width, height, fps, step }: Clip, wanted: (track: Track) => boolean): Promise<MotRow[]> {
  const gate = createMotionGate();
  const track = createFollow(width / height);
  const gray = grayVideo(file, 104, Math.round((104 * height) / width)) ?? [];
  const rows: MotRow[] = [];
  let live = false;
  for (const { index, picture } of planarPictures(file, model.card.input.longest, step)) {
    const at = (index * 1000) / fps;
    const small = gray[index];
    const motion: { active: boolean; mask: MotionMask | null } = small === undefined ? { active: true, mask: null } : gate(small, at, live);
    if (!motion.active) continue;
    const tracks = track(await thread.detect(picture), motion.mask, at);
    live = tracks.length > 0;
    for (const { id, box, confidence } of tracks.filter((each) => each.seenAt === at && wanted(each)))
      rows.push({ frame: index + 1, id, left: box.left * width, top: box.top * height, width: box.width * width, height: box.height * height, confidence });
  }
  return rows;
}

const isVehicle = (track: Track): boolean => ['car', 'bus', 'truck'].includes(track.class);

describe('tracking on footage', () => {
  test.skipIf(crossing === null || annotation === null)('people on a crossing are followed at 5 pictures a second with MOTA 0.80 and IDF1 0.72 at least', async () => {
    const rows = await follow(crossing ?? '', { width: 768, height: 576, fps: 10, step: 2 }, (track) => track.class === 'person');
    const truth = readMotFile(annotation ?? '').filter(({ frame }) => frame % 2 === 1);
    const score = scoreTracking(rows, truth);
    console.log(`PETS09-S2L1, every second frame: ${JSON.stringify(score)}`);
    expect(score.MOTA).toBeGreaterThanOrEqual(0.8);
    expect(score.IDF1).toBeGreaterThanOrEqual(0.72);
  }, 120_000);

  test.skipIf(carPark === null)('each car that drives over a car park is one track, and nothing else is', async () => {
    const rows = await follow(carPark ?? '', { width: 768, height: 432, fps: 12.5, step: 2 }, isVehicle);
    const tracks = [...Map.groupBy(rows, ({ id }) => id).values()].map((track) => ({ from: track[0]?.frame ?? 0, to: track.at(-1)?.frame ?? 0 }));
    expect(tracks).toHaveLength(4);
    // By eye: up in frames 56 to 109, down in 181 to 229 while one goes up in 189 to 239, down in 315 to 348.
    for (const [i, [from, to]] of [[56, 109], [181, 229], [189, 239], [315, 348]].entries()) {
      expect(tracks[i]?.from).toBeGreaterThanOrEqual(from ?? 0);
      expect(tracks[i]?.to).toBeLessThanOrEqual((to ?? 0) + 2);
    }
  });

  test.skipIf(motorway === null)('cars on a motorway cross a line as often as the count by eye says, to a twentieth, at 5 pictures a second', async () => {
    const clip = { width: 320, height: 240, fps: 15, step: 3 };
    const count = readCount(join(import.meta.dirname, '../../eval/vehicles/highway-count.json'));
    const score = scoreCrossings(crossingFrames(await follow(motorway ?? '', clip, isVehicle), count, clip), count);
    console.log(`highway-rear, every third frame: ${JSON.stringify(score)}`);
    expect(Math.abs(score.difference)).toBeLessThanOrEqual(0.05);
    expect(score.matched / score.counted).toBeGreaterThanOrEqual(0.95);
  }, 120_000);
});
