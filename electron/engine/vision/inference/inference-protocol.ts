import type { PlanarPicture } from '../../media/small-frame.ts';
import type { AnyCard, Model } from '../model-card.ts';
import type { Detection, Skeleton } from '../observation.ts';

/** Execution providers of onnxruntime that the program knows how to ask for. */
export const providers = ['cpu', 'cuda', 'dml', 'coreml', 'webgpu'] as const;
export type Provider = (typeof providers)[number];

/** What is found in a picture by a model of each kind; a `fight` is a score, see `FightCard`. */
export type Findings = { readonly detector: Detection[]; readonly pose: Skeleton[]; readonly fight: number };

/** What the thread is started with. The model with the id `first` is loaded at once, the others when they are first asked. */
export type InferenceThreadData = {
  readonly models: readonly Model<AnyCard>[];
  readonly first: string | null;
  readonly provider: Provider;
  /** Threads that one run is spread over. */
  readonly threads: number;
};

export type ToInferenceThread =
  /** `model` is the id of its card; `dims` is the shape of the tensor that the picture's bytes are. */
  | { readonly type: 'look'; readonly id: number; readonly model: string; readonly picture: PlanarPicture; readonly dims: readonly number[] }
  | { readonly type: 'stop' };

export type FromInferenceThread =
  | { readonly type: 'ready' }
  | { readonly type: 'start-failed'; readonly message: string }
  | { readonly type: 'looked'; readonly id: number; readonly found: Findings[keyof Findings]; readonly inferenceMs: number }
  | { readonly type: 'failed'; readonly id: number; readonly kind: 'load-failed' | 'run-failed'; readonly message: string };
