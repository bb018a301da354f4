import { createHash } from 'node:crypto';
import { join } from 'node:path';
import ort from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { readModel } from '../../../electron/engine/vision/model-card.ts';
import { buildModel } from '../../../scripts/models/build.ts';
import { writeOnnx } from '../../../electron/engine/vision/onnx/write.ts';
import { channelOfPlane, cocoNumber, deviation, heads, mean } from '../../../scripts/models/recipes/nanodet.ts';
import { readTfjsGraph } from '../../../scripts/models/tfjs-graph.ts';
import { convert } from '../../../scripts/models/tfjs-to-onnx.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const { card, path } = await readModel(join(root, 'models'), 'nanodet');
const side = 416;
const cells = side * side;

/** A drawn street: sky, ground, bright and dark blocks, and a little noise; planes G, B, R. */
function drawnPicture(): Uint8Array {
  const planes = new Uint8Array(3 * cells);
  for (let i = 0; i < planes.length; i++) {
    const [plane, y, x] = [Math.floor(i / cells), Math.floor((i % cells) / side), i % side];
    const block = Math.floor(x / 37) % 3 === plane && y % 90 > 25;
    planes[i] = (block ? 220 - 60 * plane : y < 150 ? 170 : 90) + ((i * 2654435761) % 23);
  }
  return planes;
}

test('the built model is the one its card names, and building it again gives the same file', async () => {
  expect(createHash('sha256').update(await buildModel(card)).digest('hex')).toBe(card.sha256);
});

test('the model with bytes in planes says what the unchanged network says of the normalised picture', async () => {
  const planes = drawnPicture();
  const normalised = new Float32Array(3 * cells);
  channelOfPlane.forEach((channel, plane) => {
    for (let i = 0; i < cells; i++) normalised[channel * cells + i] = ((planes[plane * cells + i] ?? 0) - mean[channel]) / deviation[channel];
  });
  const [topology] = card.origin.files;
  const source = await readTfjsGraph(join(root, 'node_modules', card.origin.package, topology?.path ?? ''));
  const unchanged = convert(source, heads);
  const options = { logSeverityLevel: 3 } as const;
  const straight = await ort.InferenceSession.create(writeOnnx(unchanged, 'test'), options);
  const built = await ort.InferenceSession.create(path, options);
  const wanted = await straight.run({ [unchanged.inputs[0]?.name ?? '']: new ort.Tensor('float32', normalised, [1, 3, side, side]) });
  const found = await built.run({ [card.input.name]: new ort.Tensor('uint8', planes, [1, 3, side, side]) });

  const channels = [...card.classes.map((item) => cocoNumber[item.class]), ...Array.from({ length: 44 }, (_, bin) => 80 + bin)];
  let largest = 0;
  card.outputs.forEach(({ name, stride }, level) => {
    const area = (side / stride) ** 2;
    const [all, kept] = [wanted[heads[level] ?? '']?.data as Float32Array, found[name]?.data as Float32Array];
    expect(kept).toHaveLength(channels.length * area);
    channels.forEach((channel, index) => {
      for (let cell = 0; cell < area; cell++)
        largest = Math.max(largest, Math.abs((kept[index * area + cell] ?? NaN) - (all[channel * area + cell] ?? NaN)));
    });
  });
  await Promise.all([straight.release(), built.release()]);
  // Logits reach to about ±10: this is the rounding of 32-bit floats through sixty layers.
  expect(largest).toBeLessThan(1e-3);
});
