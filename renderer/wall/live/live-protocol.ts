import type { LiveStream } from '../../../electron/contract/live.ts';
import type { OverlayLook } from './overlay-look.ts';
import type { LiveSource } from './source.ts';
import type { TileState } from './tile-state.ts';

/** Messages between the page and the worker that decodes and draws all tiles. `tile` is a number the page chose. */
export type ToLiveWorker =
  | { readonly type: 'open'; readonly tile: number; readonly canvas: OffscreenCanvas; readonly streams: readonly LiveStream[]; readonly look: OverlayLook }
  | { readonly type: 'source'; readonly tile: number; readonly request: number; readonly source: LiveSource | null }
  | { readonly type: 'resize'; readonly tile: number; readonly width: number; readonly height: number; readonly unit: number }
  | { readonly type: 'look'; readonly tile: number; readonly look: OverlayLook }
  | { readonly type: 'playing'; readonly tile: number; readonly playing: boolean }
  | { readonly type: 'close'; readonly tile: number };

export type FromLiveWorker =
  | { readonly type: 'need-source'; readonly tile: number; readonly request: number; readonly stream: LiveStream }
  | { readonly type: 'states'; readonly states: readonly { readonly tile: number; readonly state: TileState }[] };
