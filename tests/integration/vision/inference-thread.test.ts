import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { PlanarPicture } from '../../../electron/engine/media/small-frame.ts';
import { InferenceThread } from '../../../electron/engine/vision/inference/inference-thread.ts';
import { checkProviders, measureProvider } from '../../../electron/engine/vision/inference/provider-check.ts';
import { readModel, readPoseModel, type Model } from '../../../electron/engine/vision/model-card.ts';
import { KeptThread } from '../../../electron/engine/worker/kept-thread.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..', '..');
const model = await readModel(join(root, 'models'), 'nanodet');
const pose = await readPoseModel(join(root, 'models'), 'movenet-multipose');
const started: InferenceThread[] = [];

function picture(seed: number, pictureWidth = 96): PlanarPicture {
  const data = Uint8Array.from({ length: 3 * 96 * 64 }, (_, i) => (i * seed) % 251);
  return { data, width: 96, height: 64, pictureWidth, pictureHeight: 64 };
}

async function threadFor(chosen: Model): Promise<InferenceThread> {
  const thread = new InferenceThread({ model: chosen, provider: 'cpu', threads: 1 });
  started.push(thread);
  await thread.start();
  return thread;
}

async function damagedModel(): Promise<Model> {
  const path = join(await mkdtemp(join(tmpdir(), 'watchhouse-model-')), 'damaged.onnx');
  await writeFile(path, 'not a model');
  return { ...model, path };
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((thread) => thread.stop()));
});

describe('inference thread', () => {
  test('several pictures sent ahead are answered in order, the same as one by one', async () => {
    const thread = await threadFor(model);
    const answered: number[] = [];
    const seeds = [7, 31, 113];
    const ahead = await Promise.all(
      seeds.map(async (seed) => {
        const detections = await thread.detect(picture(seed));
        answered.push(seed);
        return detections;
      }),
    );
    expect(answered).toEqual(seeds);
    for (const [index, seed] of seeds.entries()) expect(await thread.detect(picture(seed))).toEqual(ahead[index]);
    expect(thread.inferenceMs).toBeGreaterThan(0);
  });

  test('a second model is served by the same thread, in the order of the pictures', async () => {
    const thread = new InferenceThread({ model, pose, provider: 'cpu', threads: 1 });
    started.push(thread);
    await thread.start();
    expect(thread.poseMs).toBeNull();
    const answered: string[] = [];
    const note = async (name: string, answer: Promise<unknown>): Promise<void> => {
      expect(await answer).toBeInstanceOf(Array);
      answered.push(name);
    };
    await Promise.all([note('d1', thread.detect(picture(3))), note('p1', thread.findPeople(picture(3))), note('d2', thread.detect(picture(5))), note('p2', thread.findPeople(picture(5)))]);
    expect(answered).toEqual(['d1', 'p1', 'd2', 'p2']);
    expect(thread.poseMs).toBeGreaterThan(0);
  });

  test('a thread without a detector finds bodies', async () => {
    const thread = new InferenceThread({ pose, provider: 'cpu', threads: 1 });
    started.push(thread);
    await thread.start();
    await expect(thread.findPeople(picture(3))).resolves.toBeInstanceOf(Array);
    await expect(thread.detect(picture(3))).rejects.toMatchObject({ kind: 'start-failed' });
  });

  test('a kept thread is started when it is asked for, again after it ended, and not at once after it could not be', async () => {
    const problems: string[] = [];
    let path = model.path;
    const kept = new KeptThread({ make: () => Promise.resolve(new InferenceThread({ model: { ...model, path }, provider: 'cpu', threads: 1 })), onProblem: (message) => problems.push(message) });
    const [first, same] = await Promise.all([kept.get(), kept.get()]);
    expect(first).toBe(same);
    await first.stop();
    const second = await kept.get();
    expect(second).not.toBe(first);
    await expect(second.detect(picture(3))).resolves.toBeInstanceOf(Array);
    await kept.stop();
    expect(second.running).toBe(false);
    path = (await damagedModel()).path;
    await expect(kept.get()).rejects.toMatchObject({ kind: 'start-failed' });
    await expect(kept.get()).rejects.toThrow('could not be started');
    expect(kept.failed).toBe(true);
    expect(problems).toHaveLength(1);
  });

  test('a second model that is damaged, or was not given, harms the first one not', async () => {
    const thread = new InferenceThread({ model, pose: { ...pose, path: (await damagedModel()).path }, provider: 'cpu', threads: 1 });
    started.push(thread);
    await thread.start();
    await expect(thread.findPeople(picture(3))).rejects.toMatchObject({ kind: 'load-failed', message: expect.stringMatching(/protobuf|parsing/i) as string });
    await expect(thread.detect(picture(3))).resolves.toBeInstanceOf(Array);
    await expect((await threadFor(model)).findPeople(picture(3))).rejects.toMatchObject({ kind: 'start-failed' });
  });

  test('a picture is handed over, not copied', async () => {
    const thread = await threadFor(model);
    const sent = picture(3);
    await thread.detect(sent);
    expect(sent.data.byteLength).toBe(0);
  });

  test('a picture of the wrong size is refused and harms nothing', async () => {
    const thread = await threadFor(model);
    await expect(thread.detect({ ...picture(3), width: 64 })).rejects.toMatchObject({ kind: 'bad-picture' });
    await expect(thread.detect({ ...picture(3), width: 48, height: 128 })).rejects.toMatchObject({ kind: 'bad-picture' });
    await expect(thread.detect(picture(3))).resolves.toBeInstanceOf(Array);
  });

  test('a model file that is damaged, or a provider that is not there, fails the start with a reason', async () => {
    await expect(threadFor(await damagedModel())).rejects.toMatchObject({ kind: 'start-failed', message: expect.stringMatching(/protobuf|parsing/i) as string });
    const foreign = process.platform === 'win32' ? 'coreml' : 'dml';
    await expect(new InferenceThread({ model, provider: foreign, threads: 1 }).start()).rejects.toMatchObject({ kind: 'start-failed' });
  });

  test('pictures that wait when the thread is stopped are told so, and it can be started again', async () => {
    const thread = await threadFor(model);
    const waiting = thread.detect(picture(3));
    const told = expect(waiting).rejects.toMatchObject({ kind: 'stopped' });
    await thread.stop();
    await told;
    await expect(thread.detect(picture(3))).rejects.toMatchObject({ kind: 'stopped' });
    await thread.start();
    await expect(thread.detect(picture(3))).resolves.toBeInstanceOf(Array);
  });

  test('a thread that dies rejects what it was given, and can be started again', async () => {
    const support = join(root, 'tests', 'support');
    const preload = pathToFileURL(join(support, 'dying-thread.ts')).href;
    const { stdout } = await run(process.execPath, ['--import', preload, join(support, 'inference-after-death.ts'), join(root, 'models')]);
    expect(JSON.parse(stdout)).toEqual({ lost: ['died', 'died'], runningAfterDeath: false, again: 'answered' });
  });
});

describe('check of execution providers', () => {
  test('measures the processor and gives a reason for each provider that does not work here', async () => {
    const measures = await checkProviders(model, 1);
    expect(measures.find(({ id }) => id === 'cpu')).toMatchObject({ msPerRun: expect.any(Number) as number, problem: null });
    for (const { msPerRun, problem } of measures) expect(msPerRun === null).toBe(problem !== null);
  });

  test('a probe that fails or hangs is a reason, never an exception', async () => {
    expect(await measureProvider(await damagedModel(), 'cpu', 1)).toMatchObject({ msPerRun: null, problem: expect.stringMatching(/parsing failed/i) as string });
    expect(await measureProvider(model, 'cpu', 1, 1)).toEqual({ id: 'cpu', msPerRun: null, problem: 'no answer in time' });
  });
});
