import { createReadStream, existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import type { Detector } from '../../../electron/contract/detector.ts';
import { engineActor } from '../../../electron/engine/accounts/audit.ts';
import { openVideoFile } from '../../../electron/engine/media/frames/video-file-frames.ts';
import type { DetectorDesk } from '../../../electron/engine/models/detector-desk.ts';
import { overlap } from '../../../electron/engine/vision/overlap.ts';
import { addIntegers, addNode, emptyGraph } from '../../../electron/engine/vision/onnx/graph.ts';
import { writeOnnx } from '../../../electron/engine/vision/onnx/write.ts';
import { readModel } from '../../../electron/engine/vision/model-card.ts';
import { CameraDetector } from '../../../electron/engine/worker/camera-detector.ts';
import { SharedDetector } from '../../../electron/engine/worker/detector.ts';
import { detectorDesk } from '../../support/detector-desk.ts';
import { footage } from '../../support/footage.ts';
import { openTestHouse, removeFolder, temporaryFolder, type TestHouse } from '../../support/house.ts';
import { cells, madeUpModel, modelFile, pictureInput, rowsOf } from '../../support/made-up-models.ts';
import { drawnPictures } from '../../support/seed-events.ts';
import { realDetector } from '../../support/real-detectors.ts';

const yolox = realDetector('yolox_nano_416x416.onnx');
const nanodet = realDetector('nanodet_m_416.onnx');
const pets = footage('pets09-s2l1/vtest.avi');
const modelsFolder = join(import.meta.dirname, '..', '..', '..', 'models');

function pictureOf(file: string, wanted: number): Buffer {
  const video = openVideoFile(file);
  try {
    for (const frame of video.frames('source')) {
      const jpeg = frame.index === wanted ? frame.jpeg(1280) : null;
      frame.free();
      if (jpeg !== null) return jpeg;
    }
    throw new Error('no such frame');
  } finally {
    video.close();
  }
}

describe('importing', () => {
  const folder = temporaryFolder();
  let house: TestHouse;
  let desk: DetectorDesk;
  const open = async (): Promise<void> => {
    house = await openTestHouse(folder);
    desk = detectorDesk(house, () => Promise.resolve(pets === null ? null : pictureOf(pets, 300)));
  };
  const take = async (file: string, name: string): Promise<Detector> => {
    const { detector, problem, detail } = await desk.take(engineActor, name, createReadStream(file));
    if (detector === null) throw new Error(`${String(problem)}: ${String(detail)}`);
    return detector;
  };
  afterAll(async () => {
    await house.close();
    removeFolder(folder);
  });

  test.runIf(yolox && nanodet && pets)('two public detectors are recognised, checked on a picture beside the built-in one, and chosen for cameras that keep them', async () => {
    await open();
    const first = await take(yolox ?? '', '../../etc/yolox_nano_416x416.onnx');
    expect(first).toMatchObject({ name: 'yolox_nano_416x416', family: 'yolox', picture: { width: 416, height: 416 }, missing: false });
    expect(first.classes.flatMap((each) => each.class ?? [])).toEqual(['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck']);
    expect(first.classes).toHaveLength(80);
    expect(first.msPerRun).toBeGreaterThan(0);
    const second = await take(nanodet ?? '', 'nanodet_m_416.onnx');
    expect(second.family).toBe('nanodet');
    expect(readdirSync(join(folder, 'detectors')).filter((name) => name.endsWith('.onnx')).sort()).toEqual([`${first.id}.onnx`, `${second.id}.onnx`].sort());
    expect(readdirSync(join(folder, 'detectors', 'arriving'))).toEqual([]);

    const camera = await house.addCamera();
    for (const { id, family } of [first, second]) {
      const { result } = await desk.check(id, { from: 'camera', cameraId: camera.id });
      const people = (found: NonNullable<typeof result>['builtIn']['found']) => found.filter((each) => each.class === 'person' && each.confidence >= 0.4);
      const [own, theirs] = [people(result?.builtIn.found ?? []), people(result?.imported.found ?? [])];
      expect(own.length).toBeGreaterThan(3);
      const shared = theirs.filter(({ box }) => own.some((other) => overlap(box, other.box) >= 0.5)).length;
      console.log(`${family}: ${shared} of ${theirs.length} people are the built-in one's ${own.length}; ${(result?.imported.msPerRun ?? 0).toFixed(1)} ms against ${(result?.builtIn.msPerRun ?? 0).toFixed(1)} ms`);
      expect(shared / own.length).toBeGreaterThan(0.6);
      expect(result?.picture).toMatch(/^data:image\/jpeg;base64,/);
    }

    await desk.use(engineActor, first.id, [camera.id]);
    expect(house.runtime.runs.get(camera.id)?.detector).toMatchObject({ card: { id: first.id, family: 'yolox' } });
    await expect(house.detectors.remove(engineActor, first.id)).rejects.toMatchObject({ kind: 'conflict' });
    await house.detectors.remove(engineActor, second.id);
    expect((await desk.list()).imported.map(({ id }) => id)).toEqual([first.id]);
    await house.detectors.restore(engineActor, second.id);

    await house.close();
    await open();
    await house.cameras.start();
    expect(house.runtime.runs.get(camera.id)?.detector).toMatchObject({ card: { id: first.id } });
    expect((await house.detectors.rename(engineActor, first.id, '夜间')).name).toBe('夜间');

    renameSync(join(folder, 'detectors', `${first.id}.onnx`), join(folder, 'detectors', 'elsewhere'));
    expect((await desk.list()).imported.find(({ id }) => id === first.id)?.missing).toBe(true);
    await house.close();
    await open();
    await house.cameras.start();
    expect(house.runtime.runs.get(camera.id)?.detector).toBe('missing');
    await expect(desk.check(first.id, { from: 'camera', cameraId: camera.id })).rejects.toMatchObject({ kind: 'not-found' });
    expect((await take(yolox ?? '', 'again')).name).toBe('夜间');
    expect(house.runtime.runs.get(camera.id)?.detector).toMatchObject({ card: { id: first.id } });
  });

  test('of a model without names a picture shows which classes it finds; what is said of them holds for its cameras, and outlasts a second import', async () => {
    if (!existsSync(join(folder, 'detectors'))) await open();
    const rows = rowsOf(cells, 7, [{ row: 40, values: { 0: 32, 1: 32, 2: 20, 3: 40, 6: 0.8 } }], true);
    const { path } = modelFile(madeUpModel({ outputs: [{ name: 'output0', shape: [1, 7, cells], data: rows }] }));
    const { id, classes } = await take(path, 'unnamed.onnx');
    expect(classes).toEqual(Array(3).fill({ name: '', class: null, guess: null }));
    const camera = await house.addCamera({ name: 'yard' });
    await expect(desk.use(engineActor, id, [camera.id])).rejects.toMatchObject({ kind: 'conflict' });
    await house.cameras.setDetector(engineActor, camera.id, id);
    expect(house.runtime.runs.get(camera.id)?.detector).toBe('missing');

    const check = async () => {
      const pictureId = await desk.takePicture(Readable.from([drawnPictures(1)[0] ?? Buffer.alloc(0)]));
      return (await desk.check(id, { from: 'upload', pictureId })).result;
    };
    expect(await check()).toMatchObject({ imported: { found: [] }, unused: [{ index: 2, confidence: expect.closeTo(0.8) as number }] });
    await expect(desk.setClasses(engineActor, id, [{ index: 3, class: 'person' }])).rejects.toMatchObject({ kind: 'bad-input' });
    expect((await desk.setClasses(engineActor, id, [{ index: 2, class: 'person' }, { index: 0, class: 'car' }])).classes.map((each) => each.class)).toEqual(['car', null, 'person']);
    expect(house.runtime.runs.get(camera.id)?.detector).toMatchObject({ card: { id, classes: [{ index: 0, class: 'car' }, { index: 2, class: 'person' }] } });
    expect(await check()).toMatchObject({ imported: { found: [{ class: 'person' }] }, unused: [] });
    const entry = await house.store.db.selectFrom('audit').select('details_json').where('action', '=', 'detector.classes-set').executeTakeFirstOrThrow();
    expect(JSON.parse(entry.details_json)).toMatchObject({ name: 'unnamed', classes: [{ index: 0, class: 'car' }, { index: 2, class: 'person' }] });

    await house.cameras.remove(engineActor, camera.id);
    await house.detectors.remove(engineActor, id);
    expect((await take(path, 'again.onnx')).classes.map((each) => each.class)).toEqual(['car', null, 'person']);
    await house.detectors.remove(engineActor, id);
  });

  test('a detector from before the names were kept by number still has those of the classes that count', async () => {
    if (!existsSync(join(folder, 'detectors'))) await open();
    const { path } = modelFile(madeUpModel({ outputs: [{ name: 'output0', shape: [1, 7, cells], data: rowsOf(cells, 7, []) }], metadata: { names: "['helmet', 'pedestrian', 'van']" } }));
    const { id } = await take(path, 'old.onnx');
    const facts = { family: 'yolov8', picture: { width: 96, height: 96, follows: false }, classes: [{ class: 'person', name: 'pedestrian' }, { class: 'car', name: 'van' }], ignored: ['helmet'], msPerRun: 1, builtInMsPerRun: 1 };
    await house.store.db.updateTable('detectors').set({ facts_json: JSON.stringify(facts) }).where('id', '=', id).execute();
    const old = (await desk.list()).imported.find((each) => each.id === id);
    expect(old?.classes).toEqual([{ name: '', class: null, guess: null }, { name: 'pedestrian', class: 'person', guess: 'person' }, { name: 'van', class: 'car', guess: 'car' }]);
    await house.detectors.remove(engineActor, id);
  });

  test('what is no detector leaves nothing behind', async () => {
    if (!existsSync(join(folder, 'detectors'))) await open();
    const take = async (bytes: Uint8Array) => desk.take(engineActor, 'x', Readable.from([Buffer.from(bytes)]));
    const before = readdirSync(join(folder, 'detectors'));
    expect(await take(Buffer.from('nothing of the kind'))).toMatchObject({ detector: null, problem: 'not-onnx' });
    expect(await take(madeUpModel({ outputs: [{ name: 'o', shape: [1, 5, cells], data: rowsOf(cells, 5, []) }], metadata: { names: "{0: 'face'}" } }))).toMatchObject({ detector: null, problem: 'nothing-to-watch', detail: 'face' });
    expect(await desk.take(engineActor, 'x', Readable.from(endless()))).toMatchObject({ detector: null, problem: 'too-large' });
    expect(readdirSync(join(folder, 'detectors')).filter((name) => name !== 'arriving')).toEqual(before.filter((name) => name !== 'arriving'));
    expect(readdirSync(join(folder, 'detectors', 'arriving'))).toEqual([]);
  });

  test('a trial that takes too long is ended', async () => {
    const slow = detectorDesk(house, () => Promise.resolve(null), { withinMs: 50 });
    expect(await slow.take(engineActor, 'x', Readable.from([Buffer.from('anything')]))).toMatchObject({ detector: null, problem: 'no-answer' });
  });

  test('a model that wants more memory than it may have ends its own process and nothing else', async () => {
    const graph = emptyGraph();
    graph.inputs.push(pictureInput);
    graph.outputs.push({ name: 'rows', type: 'float32', shape: [1, 20_000, 20_000] });
    addNode(graph, 'ConstantOfShape', [addIntegers(graph, [1, 20_000, 20_000])], {}, 'rows');
    const greedy = detectorDesk(house, () => Promise.resolve(null), { mostBytes: 500_000_000 });
    expect(await greedy.take(engineActor, 'x', Readable.from([Buffer.from(writeOnnx(graph, 'test'))]))).toMatchObject({ detector: null, problem: 'crashed', detail: 'signal SIGKILL' });
    expect((await desk.list()).builtIn.bytes).toBeGreaterThan(0);
  });

  function* endless(): Generator<Buffer> {
    const chunk = Buffer.alloc(10_000_000);
    for (let at = 0; at < 21; at++) yield chunk;
  }
});

describe('in a camera worker', () => {
  test('an imported detector looks for its camera; when its file was changed the built-in one does, and says so', async () => {
    const problems: string[] = [];
    const shared = new SharedDetector({ modelsFolder, threads: 1, onProblem: (message) => problems.push(message) });
    const built = await readModel(modelsFolder, 'nanodet');
    const rows = rowsOf(cells, 84, [{ row: 40, values: { 0: 32, 1: 32, 2: 20, 3: 40, 4: 0.8 } }], true);
    const { path, id } = modelFile(madeUpModel({ outputs: [{ name: 'output0', shape: [1, 84, cells], data: rows }] }));
    const card = {
      kind: 'imported', id, family: 'yolov8', input: { name: 'images', fit: { way: 'letterbox', width: 96, height: 96, pad: 114 }, colours: 'RGB', mean: [0, 0, 0], deviation: [255, 255, 255], sizes: null },
      outputs: { rows: 'output0' }, settings: { turned: 0 }, classes: [{ index: 0, class: 'person' }], classCount: 80,
    } as const;
    const detector = new CameraDetector('gate', shared, await shared.models());
    expect(detector.fit).toBe(built.card.input.longest);
    detector.choose({ card: { ...card, classes: [...card.classes] }, path });
    expect(detector.fit).toEqual(card.input.fit);
    const planes = () => ({ data: new Uint8Array(3 * 96 * 96), width: 96, height: 96, pictureWidth: 96, pictureHeight: 96 });
    expect(await detector.detect(planes())).toMatchObject([{ class: 'person', box: { left: 22 / 96 } }]);
    expect(detector.fallback).toBeUndefined();
    detector.choose({ card: { ...card, classes: [{ index: 0, class: 'truck' }] }, path });
    expect(await detector.detect(planes())).toMatchObject([{ class: 'truck' }]);

    detector.choose(null);
    writeFileSync(path, 'changed');
    detector.choose({ card: { ...card, classes: [...card.classes] }, path });
    await expect(detector.detect(planes())).rejects.toThrow('changed');
    expect(detector.fallback).toBe('broken');
    expect(detector.fit).toBe(built.card.input.longest);
    expect(await detector.detect({ data: new Uint8Array(3 * 416 * 320), width: 416, height: 320, pictureWidth: 416, pictureHeight: 312 })).toEqual([]);
    expect(problems).toHaveLength(1);
    detector.choose('missing');
    expect(detector.fallback).toBe('missing');
    await shared.stop();
  });
});
