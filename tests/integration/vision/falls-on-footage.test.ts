import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Scene } from '../../../electron/contract/scene.ts';
import { analyzerModels } from '../../../electron/engine/analysis/models.ts';
import { InferenceThread } from '../../../electron/engine/vision/inference/inference-thread.ts';
import { readModel, readPoseModel } from '../../../electron/engine/vision/model-card.ts';
import { judgeClip } from '../../eval/clips/evaluate.ts';
import type { Judge } from '../../eval/clips/judges.ts';
import { readLabels } from '../../eval/clips/labels.ts';
import { footage } from '../../support/footage.ts';

const models = join(import.meta.dirname, '..', '..', '..', 'models');
const [model, pose] = await Promise.all([readModel(models, 'nanodet'), readPoseModel(models, 'movenet-multipose')]);
const thread = new InferenceThread({ model, pose, provider: 'cpu', threads: 1 });
afterAll(() => thread.stop());

const table = footage('falls/labels.csv');
const clips = table === null ? [] : readLabels(table, dirname(table));
const withRule = (behavior: string): Judge => ({ scene: Scene.parse({ behaviors: [{ id: 'rule', behavior }] }), threshold: 0.5, score: () => () => 0 });

describe.skipIf(table === null)('people who fall, on footage', () => {
  test('every fall is told once and little else is, and who lies is told once within three seconds', { timeout: 1_800_000 }, async () => {
    await thread.start();
    const models = analyzerModels({ model, pose, fight: null }, () => thread);
    const look = (path: string, behavior: string) => judgeClip(path, withRule(behavior), models);
    let falseAlarms = 0;
    for (const { file, path, positive } of clips) {
      const { events } = await look(path, 'fall');
      if (positive) expect(events, file).toBe(1);
      else falseAlarms += events;
    }
    expect(falseAlarms).toBeLessThanOrEqual(1);
    // Lies along the view from 1.8 s on; to the side from 2.4 s on; sits on the floor and reads.
    for (const [file, untilMs] of [['s1-fall-14.mp4', 4800], ['s3-fall-16.mp4', 5400], ['s3-adl-15.mp4', null]] as const) {
      const { events, alarmMs } = await look(clips.find((clip) => clip.file === file)?.path ?? '', 'lying');
      expect(events, file).toBe(untilMs === null ? 0 : 1);
      if (untilMs !== null) expect(alarmMs, file).toBeLessThan(untilMs);
    }
  });
});
