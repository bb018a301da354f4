import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DetectorCard, ModelCard, PoseCard } from '../../electron/engine/vision/model-card.ts';
import type { OnnxGraph } from '../../electron/engine/vision/onnx/graph.ts';
import { writeOnnx } from '../../electron/engine/vision/onnx/write.ts';
import { buildMovenetMultipose } from './recipes/movenet-multipose.ts';
import { buildNanodet } from './recipes/nanodet.ts';
import { readTfjsGraph, type TfjsGraph } from './tfjs-graph.ts';

/** How each model is made, by the id of its card. */
const recipes: Readonly<Record<string, (source: TfjsGraph, card: ModelCard) => OnnxGraph>> = {
  'movenet-multipose': (source, card) => buildMovenetMultipose(source, PoseCard.parse(card)),
  nanodet: (source, card) => buildNanodet(source, DetectorCard.parse(card)),
};

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'models');

async function sha256Of(file: string): Promise<string | null> {
  const bytes = await readFile(file).catch(() => null);
  return bytes && createHash('sha256').update(bytes).digest('hex');
}

/** Makes the ONNX bytes of a card's model out of its package. Throws when an input is not the one the card names. */
export async function buildModel(card: ModelCard): Promise<Uint8Array> {
  const source = join(root, 'node_modules', card.origin.package);
  for (const file of card.origin.files) {
    const found = await sha256Of(join(source, file.path));
    if (found === null) throw new Error(`${card.origin.package}/${file.path} is missing: run "npm ci"`);
    if (found !== file.sha256) throw new Error(`${card.origin.package}/${file.path} has sha256 ${found}, the card says ${file.sha256}`);
  }
  const recipe = recipes[card.id];
  const [topology] = card.origin.files;
  if (!recipe || !topology) throw new Error(`there is no recipe for the model ${card.id}`);
  return writeOnnx(recipe(await readTfjsGraph(join(source, topology.path)), card), 'watchhouse');
}

async function main(): Promise<void> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  for (const [index, file] of files.entries()) {
    const card = ModelCard.parse(JSON.parse(await readFile(join(folder, file), 'utf8')));
    const target = join(folder, card.file);
    const progress = `models ${index + 1}/${files.length}: ${card.id}`;
    if ((await sha256Of(target)) === card.sha256) {
      console.log(`${progress} is up to date`);
      continue;
    }
    console.log(`${progress} is being converted from ${card.origin.package} ${card.origin.version}`);
    const bytes = await buildModel(card);
    const made = createHash('sha256').update(bytes).digest('hex');
    if (made !== card.sha256) throw new Error(`${card.file} came out with sha256 ${made}, the card says ${card.sha256}`);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(`${target}.part`, bytes);
    await rename(`${target}.part`, target);
    console.log(`${progress} is built, ${(bytes.length / 1e6).toFixed(1)} MB`);
  }
}

if (import.meta.main)
  await main().catch((error: unknown) => {
    console.error(`models: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
