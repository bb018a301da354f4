import type { LiveStream } from '../../../electron/contract/live.ts';
import { createDrawPace } from './draw-pace.ts';
import type { FromLiveWorker, ToLiveWorker } from './live-protocol.ts';
import type { LiveSource } from './source.ts';
import { createTile, type Tile } from './tile.ts';

/** The part of a dedicated worker's global scope that is used here; the page's types describe a window. */
type WorkerScope = {
  postMessage: (message: FromLiveWorker) => void;
  addEventListener: (type: 'message', listener: (event: MessageEvent<ToLiveWorker>) => void) => void;
  requestAnimationFrame: (callback: (now: number) => void) => number;
};

const scope = self as unknown as WorkerScope;
const tiles = new Map<number, Tile>();
const requests = new Map<number, { resolve: (source: LiveSource) => void; reject: (error: Error) => void }>();
const pace = createDrawPace();
/** States are told together, so that the page draws them at once: every second, and sooner when a tile became another. */
const stateEveryMs = 1_000;
const changesEveryMs = 200;
let lastRequest = 0;
let statesSentAt = 0;
let changesSeenAt = 0;
let lastPhases = '';

function ask(tile: number, stream: LiveStream): Promise<LiveSource> {
  const request = ++lastRequest;
  scope.postMessage({ type: 'need-source', tile, request, stream });
  return new Promise((resolve, reject) => requests.set(request, { resolve, reject }));
}

function tellStates(now: number): void {
  if (now - changesSeenAt < changesEveryMs) return;
  changesSeenAt = now;
  const states = [...tiles].map(([tile, { state }]) => ({ tile, state: state(now) }));
  const phases = states.map(({ tile, state: { phase, shownAt, config } }) => `${tile} ${phase} ${shownAt === null} ${config === null}`).join();
  if (phases === lastPhases && now - statesSentAt < stateEveryMs) return;
  lastPhases = phases;
  statesSentAt = now;
  scope.postMessage({ type: 'states', states });
}

function refresh(now: number): void {
  pace.refresh(now, Math.max(0, ...[...tiles.values()].map((tile) => tile.lateMs(now))));
  for (const [number, tile] of tiles) tile.tick(now, pace.draws(number));
  tellStates(now);
  scope.requestAnimationFrame(refresh);
}

scope.addEventListener('message', ({ data }) => {
  const tile = tiles.get(data.tile);
  switch (data.type) {
    case 'open':
      tiles.set(data.tile, createTile({ canvas: data.canvas, streams: data.streams, look: data.look, ask: (stream) => ask(data.tile, stream) }));
      return;
    case 'source': {
      const request = requests.get(data.request);
      requests.delete(data.request);
      if (data.source === null) request?.reject(new Error('no source'));
      else request?.resolve(data.source);
      return;
    }
    case 'resize':
      tile?.resize(data.width, data.height, data.unit);
      return;
    case 'look':
      tile?.setLook(data.look);
      return;
    case 'playing':
      tile?.setPlaying(data.playing);
      return;
    case 'close':
      tile?.close();
      tiles.delete(data.tile);
  }
});

setInterval(() => {
  const now = performance.now();
  if (now - statesSentAt >= 2 * stateEveryMs) tellStates(now); // no refreshes in a hidden window, but states all the same
}, stateEveryMs);
scope.requestAnimationFrame(refresh);
