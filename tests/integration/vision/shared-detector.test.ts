import { createHash } from 'node:crypto';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SharedDetector } from '../../../electron/engine/worker/detector.ts';
import { removeFolder } from '../../support/house.ts';
import { copyProgram } from '../../support/program-copy.ts';

const nothing = () => ({ data: new Uint8Array(3 * 96 * 64), width: 96, height: 64, pictureWidth: 96, pictureHeight: 64 });
let program = '';
let detector: SharedDetector | null = null;
const problems: string[] = [];

function start(): SharedDetector {
  return (detector = new SharedDetector({ modelsFolder: join(program, 'models'), threads: 1, onProblem: (message) => problems.push(message) }));
}

afterEach(async () => {
  await detector?.stop();
  removeFolder(program);
  problems.length = 0;
});

describe('the models of a worker', () => {
  it('are each known to be of no use when their file is gone or was changed; the others go on', async () => {
    program = copyProgram();
    rmSync(join(program, 'models/built/movenet-multipose.onnx'));
    truncateSync(join(program, 'models/trained/fight.onnx'), 4_000_000);
    const { poses, fights, detect } = await start().models();
    expect([poses, fights]).toEqual([null, null]);
    expect([...(detector?.unusable ?? [])].toSorted()).toEqual([['fight', 'changed'], ['pose', 'missing']]);
    expect(problems.join()).toMatch(/movenet-multipose is not built.*fight has sha256/s);
    await expect(detect(nothing())).resolves.toEqual([]);
  });

  it('are known to be of no use when they are asked and cannot be loaded', async () => {
    program = copyProgram();
    const card = join(program, 'models/movenet-multipose.json');
    writeFileSync(join(program, 'models/built/movenet-multipose.onnx'), 'not a model');
    const text = readFileSync(card, 'utf8');
    writeFileSync(card, text.replace(/"sha256": "[0-9a-f]{64}"(?!.*"sha256")/s, `"sha256": "${createHash('sha256').update('not a model').digest('hex')}"`));
    const { poses, detect } = await start().models();
    expect(detector?.unusable.size).toBe(0);
    await expect(poses?.find(nothing())).rejects.toMatchObject({ kind: 'load-failed' });
    expect([...(detector?.unusable ?? [])]).toEqual([['pose', 'broken']]);
    await expect(detect(nothing())).resolves.toEqual([]);
  });
});
