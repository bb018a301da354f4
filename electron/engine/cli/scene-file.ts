import { readFile } from 'node:fs/promises';
import type { Scene } from '../../contract/scene.ts';
import { commandLineWords } from '../../contract/words/command-line.ts';
import { sceneProblemWords } from '../../contract/words/scene-problems.ts';
import { parseScene, SceneError } from '../behavior/parse-scene.ts';
import { CliError, cliError, fill } from './cli-error.ts';

/** Scenes are a few kilobytes; anything far larger is another file. */
const mostBytes = 4_000_000;

function sceneMistake(file: string, error: SceneError): CliError {
  const { kind, path } = error;
  const detail = error.detail === '' ? '' : ` (${error.detail})`;
  const words = commandLineWords['bad-scene'];
  const problem = sceneProblemWords[kind];
  return new CliError({
    'zh-CN': fill(words, { file, path, problem: problem['zh-CN'], detail })['zh-CN'].replace('： ', '：'),
    en: fill(words, { file, path: path === '' ? '' : `${path}:`, problem: problem.en, detail }).en.replace(':  ', ': '),
  });
}

/** Reads `scene.json`. @throws CliError that names the first mistake and its place */
export async function readScene(file: string): Promise<Scene> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null || bytes.length > mostBytes) throw cliError('cannot-read-scene', { value: file });
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw sceneMistake(file, new SceneError('not-json', [], error instanceof Error ? error.message : ''));
  }
  try {
    return parseScene(value).scene;
  } catch (error) {
    throw error instanceof SceneError ? sceneMistake(file, error) : error;
  }
}
