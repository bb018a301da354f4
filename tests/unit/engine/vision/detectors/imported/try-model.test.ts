import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesIn } from '../../../../../../electron/engine/vision/detectors/imported/class-names.ts';
import { TrialError } from '../../../../../../electron/engine/vision/detectors/trial/trial-protocol.ts';
import { readFacts, tryModel } from '../../../../../../electron/engine/vision/detectors/trial/try-model.ts';
import { NotOnnxError, readOnnx } from '../../../../../../electron/engine/vision/onnx/read.ts';
import { cells, madeUpModel, modelFile, pictureInput, rowsOf, side, type MadeUpModel } from '../../../../../support/made-up-models.ts';

const rows = (classes: number): MadeUpModel['outputs'] => [{ name: 'output0', shape: [1, 4 + classes, cells], data: rowsOf(cells, 4 + classes, []) }];
const plain = madeUpModel({ outputs: rows(80) });

async function problemOf(bytes: Uint8Array): Promise<string> {
  const { path, id } = modelFile(bytes);
  return tryModel(id, path, 'cpu', 1).then(
    () => 'none',
    (error: unknown) => (error instanceof TrialError ? error.problem : String(error)),
  );
}

/** The plain model with more protobuf fields behind it: a second graph is merged with the first. */
const withMore = (...more: readonly number[]): Uint8Array => Uint8Array.from([...plain, ...more]);

describe('files that are no detector', () => {
  test.each([
    ['a text', Buffer.from('not a model at all, however long it may be'), 'not-onnx'],
    ['nothing', Buffer.alloc(0), 'not-onnx'],
    ['half a file', plain.subarray(0, plain.length / 2), 'not-onnx'],
    ['weights in other files', withMore(0x3a, 6, 0x2a, 4, 0x70, 1, 0x6a, 0), 'external-data'],
    ['operators of somebody', madeUpModel({ outputs: rows(80), domain: 'com.somebody' }), 'foreign-operators'],
    ['a model of poses', madeUpModel({ outputs: rows(80), metadata: { task: 'pose' } }), 'wrong-task'],
    ['two pictures at a time', madeUpModel({ inputs: [{ ...pictureInput, shape: [2, 3, side, side] }], outputs: rows(80) }), 'wrong-input'],
    ['planes behind', madeUpModel({ inputs: [{ ...pictureInput, shape: [1, side, side, 3] }], outputs: rows(80) }), 'wrong-input'],
    ['bytes instead of floats', madeUpModel({ inputs: [{ ...pictureInput, type: 'uint8' }], outputs: rows(80) }), 'wrong-input'],
    ['a picture beyond all size', madeUpModel({ inputs: [{ ...pictureInput, shape: [1, 3, 100_000, 100_000] }], outputs: rows(80) }), 'wrong-input'],
    ['a classifier', madeUpModel({ outputs: [{ name: 'probabilities', shape: [1, 1000], data: new Array<number>(1000).fill(0) }] }), 'unknown-outputs'],
    ['more classes without names than anybody can tell', madeUpModel({ outputs: rows(1001) }), 'no-names'],
    ['a face detector', madeUpModel({ outputs: rows(1), metadata: { names: "{0: 'face'}" } }), 'nothing-to-watch'],
    ['somebody by name', madeUpModel({ outputs: rows(2), metadata: { names: "['Zhang San', 'Li Si']" } }), 'nothing-to-watch'],
  ])('%s is refused', async (_what, bytes, problem) => {
    expect(await problemOf(bytes)).toBe(problem);
  });

  test('whatever bytes come, reading them ends with facts or with a word that they are no ONNX', () => {
    const cut = fc.tuple(fc.nat(plain.length - 1), fc.uint8Array({ minLength: 1, maxLength: 40 })).map(([at, bytes]) => Uint8Array.from([...plain.subarray(0, at), ...bytes, ...plain.subarray(at + bytes.length)]));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), cut), (bytes) => {
        try {
          expect(readOnnx(bytes).opset).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(NotOnnxError);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('graphs within graphs are not followed for ever', () => {
    const wrap = (field: number, body: Uint8Array): Uint8Array => {
      const length: number[] = [];
      let rest = body.length;
      for (; rest > 127; rest >>= 7) length.push((rest & 127) | 128);
      return Uint8Array.from([(field << 3) | 2, ...length, rest, ...body]);
    };
    let graph: Uint8Array = new Uint8Array();
    for (let depth = 0; depth < 40; depth++) graph = wrap(1, wrap(5, wrap(6, graph)));
    expect(() => readOnnx(wrap(7, graph))).toThrow(NotOnnxError);
  });
});

describe('classes without names', () => {
  test.each([['none', undefined], ['such as only count', "{0: 'class0', 1: 'Class_1', 2: '2'}"]])('%s: the model is taken, and nothing counts until somebody says what', async (_what, names) => {
    const { path, id } = modelFile(madeUpModel({ outputs: rows(3), ...(names === undefined ? {} : { metadata: { names } }) }));
    const { card, facts } = await tryModel(id, path, 'cpu', 1);
    expect(card).toMatchObject({ family: 'yolov8', classes: [], classCount: 3 });
    expect(facts.names).toEqual(['', '', '']);
  });
});

describe('what a file says of itself', () => {
  test('its opset, its metadata and the names of its weights', async () => {
    const { path } = modelFile(madeUpModel({ outputs: rows(80), metadata: { names: "{0: 'person'}", imgsz: '[96, 96]' }, weights: ['layer.weight'] }));
    const facts = await readFacts(path);
    expect(facts.opset).toBe(13);
    expect(facts.metadata.get('imgsz')).toBe('[96, 96]');
    expect(facts.weights).toContain('layer.weight');
  });

  test.each([
    ["{0: 'person', 1: 'car'}", ['person', 'car']],
    ['{"0": "person", "1": "car"}', ['person', 'car']],
    ["['person', 'car']", ['person', 'car']],
    ["{1: 'car', 0: 'person'}", ['person', 'car']],
    ['nonsense', null],
  ])('names as %s', (text, names) => {
    expect(namesIn(new Map([['names', text]]))).toEqual(names);
  });

  test('a model whose picture may have any size is used with the size that its file names, in the shape of the camera', async () => {
    const { path, id } = modelFile(madeUpModel({ inputs: [{ ...pictureInput, shape: ['batch', 3, 'height', 'width'] }], outputs: rows(80), metadata: { imgsz: '[96, 96]' } }));
    const { card, facts } = await tryModel(id, path, 'cpu', 1);
    expect(card.input.fit).toEqual({ way: 'longest', longest: 96, pad: 114 });
    expect(facts.picture).toEqual({ width: 96, height: 96, follows: true });
  });
});
