import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { AnalyzerModels } from '../../electron/engine/analysis/models.ts';
import { cacheFolder, fileHash, keyOf } from './composed/cache.ts';

const root = join(import.meta.dirname, '..', '..');
/** All that an answer depends on beside the picture: the models' cards, which name the weights by hash, the code that asks them, the runtime. */
const makers = ['models', 'models/trained', 'electron/engine/vision/detectors', 'electron/engine/vision/inference', 'electron/engine/vision/pose', 'electron/engine/vision/fight'];
const single = ['package-lock.json', ...['appearance', 'kinship', 'model-card', 'overlap'].map((name) => `electron/engine/vision/${name}.ts`)];

function modelsKey(): string {
  const files = makers.flatMap((folder) => readdirSync(join(root, folder)).filter((file) => /\.(json|ts)$/.test(file)).map((file) => join(folder, file)));
  return keyOf([...files, ...single].sort().map((file) => fileHash(join(root, file))));
}

export type KeptAnswers = {
  /** The same models; a picture of which the answer is known is not asked about again. */
  readonly models: AnalyzerModels;
  /** Keeps what was asked anew. */
  readonly save: () => void;
};

/**
 * Remembers what the models said of the pictures of one file, by the pictures' own bytes, so that everything after them can be run
 * again in a fraction of the time. Models that changed are asked anew.
 */
export function keptAnswers(asked: AnalyzerModels, video: string): KeptAnswers {
  const file = join(cacheFolder, `answers-${keyOf([fileHash(video), modelsKey()])}`);
  const known = existsSync(file) ? (deserialize(readFileSync(file)) as Map<string, unknown>) : new Map<string, unknown>();
  const before = known.size;

  async function answer<T>(model: string, picture: Uint8Array, ask: () => Promise<T>): Promise<T> {
    const key = `${model} ${createHash('sha1').update(picture).digest('base64')}`;
    // The key stands for the very question, so what is kept under it is its answer.
    if (known.has(key)) return known.get(key) as T;
    const given = await ask();
    known.set(key, given);
    return given;
  }

  const { detect, fit, poses, fights } = asked;
  return {
    models: {
      detect: (picture) => answer('objects', picture.data, () => detect(picture)),
      fit,
      poses: poses && { ...poses, find: (picture) => answer('bodies', picture.data, () => poses.find(picture)) },
      fights: fights && { ...fights, judge: (squares) => answer('fight', squares, () => fights.judge(squares)) },
    },
    save() {
      if (known.size === before) return;
      mkdirSync(cacheFolder, { recursive: true });
      const unfinished = `${file}.${process.pid}`;
      writeFileSync(unfinished, serialize(known));
      renameSync(unfinished, file);
    },
  };
}
