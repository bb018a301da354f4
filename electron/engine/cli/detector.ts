import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { InferenceThread } from '../vision/inference/inference-thread.ts';
import { readModel, type Model } from '../vision/model-card.ts';
import { cliError, oneLine } from './cli-error.ts';

const modelId = 'nanodet';
/** More threads than this make one inference of so small a model no faster. */
const mostThreads = 4;

/** The folder of package.json, from the sources as from the compiled program. */
function projectFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** The detection model, built first if it has not been. @throws CliError */
async function prepareModel(): Promise<Model> {
  const root = projectFolder();
  const models = join(root, 'models');
  try {
    return await readModel(models, modelId);
  } catch {
    try {
      await promisify(execFile)(process.execPath, [join(root, 'scripts', 'models', 'build.ts')], { cwd: root });
      return await readModel(models, modelId);
    } catch (error) {
      const said = error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : String(error);
      throw cliError('model-missing', { detail: oneLine(said).slice(0, 300) });
    }
  }
}

export type CliDetector = { readonly thread: InferenceThread; readonly longest: number };

/** Starts the shipped detector on the processor, where the same picture always gives the same answer. @throws CliError */
export async function startDetector(): Promise<CliDetector> {
  const model = await prepareModel();
  const thread = new InferenceThread({ model, provider: 'cpu', threads: Math.min(mostThreads, availableParallelism()) });
  await thread.start();
  return { thread, longest: model.card.input.longest };
}
