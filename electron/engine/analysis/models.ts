import type { PictureFit, PlanarPicture } from '../media/small-frame.ts';
import type { InferenceThread } from '../vision/inference/inference-thread.ts';
import type { FightCard, Model, PoseCard } from '../vision/model-card.ts';
import type { Detection, Skeleton } from '../vision/observation.ts';

/** What an analyzer asks of models; the answers of each have to come in the order of the calls. */
export type AnalyzerModels = {
  /** Finds objects. */
  readonly detect: (picture: PlanarPicture) => Promise<readonly Detection[]>;
  /** The picture that the detector wants, asked for each one. A number: it takes pictures of any size and may look closely at parts; that long is the whole. */
  readonly fit: number | PictureFit;
  /** Finds people's bodies where a rule needs them. Null: there is no model for it. */
  readonly poses: { readonly find: (picture: PlanarPicture) => Promise<readonly Skeleton[]>; readonly longest: number } | null;
  /** Scores squares as a fight, 0..1, where a rule needs it; `model` is its id and version. Null: there is no model for it. */
  readonly fights: { readonly judge: (squares: Uint8Array<ArrayBuffer>) => Promise<number>; readonly model: string } | null;
};

/** Models that have been read; null are those that are missing. */
export type ReadModels = { readonly model: Model; readonly pose: Model<PoseCard> | null; readonly fight: Model<FightCard> | null };

type Running = () => InferenceThread | Promise<InferenceThread>;

/** The models as an analyzer asks them, answered by the thread that runs at that moment; bodies and fights by another one where there is. */
export function analyzerModels({ model, pose, fight }: ReadModels, thread: Running, further: Running = thread): AnalyzerModels {
  return {
    detect: async (picture) => (await thread()).detect(picture),
    fit: model.card.input.longest,
    poses: pose && { find: async (picture) => (await further()).findPeople(picture), longest: pose.card.input.longest },
    fights: fight && { judge: async (squares) => (await further()).judgeFight(squares), model: `${fight.card.id} ${fight.card.version}` },
  };
}
