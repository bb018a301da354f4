import type { PlanarPicture } from '../../media/small-frame.ts';
import type { ModelCard } from '../model-card.ts';
import type { Detection } from '../observation.ts';

/** Execution providers of onnxruntime that the program knows how to ask for. */
export const providers = ['cpu', 'cuda', 'dml', 'coreml', 'webgpu'] as const;
export type Provider = (typeof providers)[number];

/** What the thread is started with. */
export type InferenceThreadData = {
  readonly modelPath: string;
  readonly card: ModelCard;
  readonly provider: Provider;
  /** Threads that one run is spread over. */
  readonly threads: number;
};

export type ToInferenceThread =
  | { readonly type: 'detect'; readonly id: number; readonly picture: PlanarPicture }
  | { readonly type: 'stop' };

export type FromInferenceThread =
  | { readonly type: 'ready' }
  | { readonly type: 'start-failed'; readonly message: string }
  | { readonly type: 'detected'; readonly id: number; readonly detections: Detection[]; readonly inferenceMs: number }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
