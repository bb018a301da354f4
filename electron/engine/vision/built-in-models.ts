import type { BuiltInModel, ModelProblem } from '../../contract/station.ts';
import { ModelError, readFightModel, readModel, readPoseModel, type FightCard, type Model, type PoseCard } from './model-card.ts';

/** The models that come with the program, being read; each rejects by itself with a `ModelError`. */
export type BuiltInModels = { readonly detector: Promise<Model>; readonly pose: Promise<Model<PoseCard>>; readonly fight: Promise<Model<FightCard>> };

export function readBuiltInModels(folder: string): BuiltInModels {
  return { detector: readModel(folder, 'nanodet'), pose: readPoseModel(folder, 'movenet-multipose'), fight: readFightModel(folder) };
}

/** Which of them could not be read, and why. */
export async function unreadModels(models: BuiltInModels): Promise<Map<BuiltInModel, ModelProblem>> {
  const unread = new Map<BuiltInModel, ModelProblem>();
  const note = (model: BuiltInModel) => (error: unknown): void => {
    unread.set(model, error instanceof ModelError ? error.kind : 'broken');
  };
  await Promise.all([models.detector.catch(note('detector')), models.pose.catch(note('pose')), models.fight.catch(note('fight'))]);
  return unread;
}
