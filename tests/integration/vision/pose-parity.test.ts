import { createHash } from 'node:crypto';
import { join } from 'node:path';
import ort from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { readPoseModel } from '../../../electron/engine/vision/model-card.ts';
import { buildModel } from '../../../scripts/models/build.ts';
import { writeOnnx } from '../../../electron/engine/vision/onnx/write.ts';
import { channelOfPlane, heads, mean, normalised } from '../../../scripts/models/recipes/movenet-multipose.ts';
import { readTfjsGraph } from '../../../scripts/models/tfjs-graph.ts';
import { convert } from '../../../scripts/models/tfjs-to-onnx.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const { card, path } = await readPoseModel(join(root, 'models'), 'movenet-multipose');
const options = { logSeverityLevel: 3 } as const;

/** Coloured bands and a little noise, planes G, B, R. */
function drawnPicture(width: number, height: number): Uint8Array {
  const cells = width * height;
  return Uint8Array.from({ length: 3 * cells }, (_, i) => {
    const [plane, y, x] = [Math.floor(i / cells), Math.floor((i % cells) / width), i % width];
    return (Math.floor(x / 31) % 3 === plane && y % 80 > 20 ? 210 - 50 * plane : y < height / 3 ? 160 : 80) + ((i * 2654435761) % 23);
  });
}

test('the built model is the one its card names, and building it again gives the same file', async () => {
  expect(createHash('sha256').update(await buildModel(card)).digest('hex')).toBe(card.sha256);
});

test('the model with bytes in planes says what the unchanged network says of the normalised picture, also of a wide one', async () => {
  const [topology] = card.origin.files;
  const unchanged = convert(await readTfjsGraph(join(root, 'node_modules', card.origin.package, topology?.path ?? '')), heads, normalised);
  unchanged.inputs = unchanged.inputs.map((port) => ({ ...port, shape: [1, 3, 'height', 'width'] }));
  unchanged.outputs = unchanged.outputs.map((port) => ({ ...port, shape: [1, 'rows', 'columns', port.shape[3] ?? 0] }));
  const straight = await ort.InferenceSession.create(writeOnnx(unchanged, 'test'), options);
  const built = await ort.InferenceSession.create(path, options);
  let largest = 0;
  for (const [width, height] of [[256, 256], [384, 224]] as const) {
    const planes = drawnPicture(width, height);
    const cells = width * height;
    const floats = new Float32Array(3 * cells);
    channelOfPlane.forEach((channel, plane) => {
      for (let i = 0; i < cells; i++) floats[channel * cells + i] = (planes[plane * cells + i] ?? 0) / mean[channel] - 1;
    });
    const wanted = await straight.run({ [normalised.node]: new ort.Tensor('float32', floats, [1, 3, height, width]) });
    const found = await built.run({ [card.input.name]: new ort.Tensor('uint8', planes, [1, 3, height, width]) });
    card.outputs.forEach(({ name, stride }, index) => {
      const [all, kept] = [wanted[heads[index] ?? ''], found[name]];
      expect(kept?.dims).toEqual([1, height / stride, width / stride, all?.dims[3]]);
      (kept?.data as Float32Array).forEach((value, i) => (largest = Math.max(largest, Math.abs(value - ((all?.data as Float32Array)[i] ?? NaN)))));
    });
  }
  await Promise.all([straight.release(), built.release()]);
  // Values reach to about ±30: this is the rounding of 32-bit floats through seventy layers.
  expect(largest).toBeLessThan(2e-2);
});
