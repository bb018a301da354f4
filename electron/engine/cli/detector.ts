import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { InferenceThread } from '../vision/inference/inference-thread.ts';
import { analyzerModels, type AnalyzerModels } from '../analysis/models.ts';
import { readBuiltInModels } from '../vision/built-in-models.ts';
import type { FightCard, Model, PoseCard } from '../vision/model-card.ts';
import { cliError, oneLine } from './cli-error.ts';

/** More threads than this make one inference of so small a model no faster. */
const mostThreads = 4;

/** The folder of package.json, from the sources as from the compiled program. */
function projectFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

type Models = { readonly model: Model; readonly pose: Model<PoseCard>; readonly fight: Model<FightCard> };

async function readModels(folder: string): Promise<Models> {
  const models = readBuiltInModels(folder);
  const [model, pose, fight] = await Promise.all([models.detector, models.pose, models.fight]);
  return { model, pose, fight };
}

/** The shipped models, built first if they have not been. @throws CliError */
async function prepareModels(): Promise<Models> {
  const root = projectFolder();
  const models = join(root, 'models');
  try {
    return await readModels(models);
  } catch {
    try {
      await promisify(execFile)(process.execPath, [join(root, 'scripts', 'models', 'build.ts')], { cwd: root });
      return await readModels(models);
    } catch (error) {
      const said = error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : String(error);
      throw cliError('model-missing', { detail: oneLine(said).slice(0, 300) });
    }
  }
}

export type CliDetector = { readonly thread: InferenceThread; readonly models: AnalyzerModels };

/** Starts the shipped models on the processor, where the same picture always gives the same answer. @throws CliError */
export async function startDetector(): Promise<CliDetector> {
  const { model, pose, fight } = await prepareModels();
  const thread = new InferenceThread({ model, pose, fight, provider: 'cpu', threads: Math.min(mostThreads, availableParallelism()) });
  await thread.start();
  return { thread, models: analyzerModels({ model, pose, fight }, () => thread) };
}
