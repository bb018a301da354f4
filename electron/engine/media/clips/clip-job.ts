/** A clip to be cut from recordings. Times are wall-clock ms. */
export type ClipCut = {
  /** Absolute path of the MP4 file to make. What stands there is replaced at once when the new one is whole. */
  readonly file: string;
  /** Absolute paths of the camera's segments that may touch the span, in any order; growing ones too. */
  readonly segments: readonly string[];
  readonly from: number;
  readonly to: number;
  /** The moment that has to be seen where codec or picture size change within the span. */
  readonly at: number;
  readonly cameraId: string;
  /** Goes into the file's metadata as JSON, so that the index can be rebuilt from it. */
  readonly event: unknown;
};

export type ClipProblem = 'damaged' | 'disk-full' | 'no-permission' | 'disk-error' | 'timeout' | 'crashed' | 'busy' | 'stopped';

export type ClipResult =
  /** The clip is on disk. `startedAt` is the wall-clock time of its first picture. */
  | { readonly state: 'ready'; readonly startedAt: number; readonly durationMs: number; readonly bytes: number }
  /** Nothing was recorded in the span. */
  | { readonly state: 'none' }
  /** There is no clip, and no piece of one. `busy` and `stopped` are worth another try later. */
  | { readonly state: 'failed'; readonly problem: ClipProblem; readonly detail: string };

/** A copy of a clip to be made that every browser plays. */
export type PreviewJob = {
  /** Absolute path of the clip. */
  readonly clip: string;
  /** Absolute path of the copy; its folder is there. */
  readonly file: string;
};

export type PreviewResult =
  | { readonly state: 'ready'; readonly bytes: number }
  /** The clip is H.264: no copy is needed. */
  | { readonly state: 'as-is' }
  | Extract<ClipResult, { state: 'failed' }>;

export type ClipWork = { readonly kind: 'cut'; readonly job: ClipCut } | { readonly kind: 'preview'; readonly job: PreviewJob };
export type ToCutProcess = { readonly number: number; readonly work: ClipWork };
export type FromCutProcess = { readonly number: number; readonly result: ClipResult | PreviewResult };
