import type { Camera, CameraStatus } from '../../electron/contract/camera.ts';
import type { LiveStream } from '../../electron/contract/live.ts';
import type { TileState } from './live/tile-state.ts';

/** What a tile shows, in the order of what a person has to know first. */
export type TileView =
  | { readonly kind: 'off' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'waiting'; readonly problem: NonNullable<CameraStatus['problem']> | null; readonly retryAt: number | null }
  /** The browser cannot decode what the camera sends. */
  | { readonly kind: 'unsupported'; readonly codec: string | null }
  | { readonly kind: 'live'; readonly trouble: 'stalled' | 'retrying' | null };

export function tileView(camera: Camera, status: CameraStatus, live: TileState | null): TileView {
  if (!camera.enabled || status.phase === 'off') return { kind: 'off' };
  if (status.phase === 'waiting') return { kind: 'waiting', problem: status.problem, retryAt: status.retryAt };
  if (status.phase === 'connecting' || live === null) return { kind: 'connecting' };
  if (live.phase === 'unsupported') return { kind: 'unsupported', codec: live.config?.codec ?? status.main?.codec ?? null };
  if (live.shownAt === null) return { kind: 'connecting' };
  return { kind: 'live', trouble: live.phase === 'stalled' || live.phase === 'retrying' ? live.phase : null };
}

/** Pixels of the screen below which the sub-stream is enough. */
const subStreamHeight = 620;

/** Streams in the order to try: the small one for small tiles, each as a way out for the other. */
export function streamsFor(camera: Camera, tileHeight: number): readonly LiveStream[] {
  if (camera.subAddress === undefined) return ['main'];
  return tileHeight < subStreamHeight ? ['sub', 'main'] : ['main', 'sub'];
}

/** Resolution as the trade writes it: 1080p for 16:9, 768×576 for the rest. */
export function resolutionName(width: number, height: number): string {
  return Math.abs(width / height - 16 / 9) < 0.02 ? `${height}p` : `${width}×${height}`;
}
