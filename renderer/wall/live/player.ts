import type { LiveStream } from '../../../electron/contract/live.ts';
import { reloadOnce } from '../../ui/load-part.ts';
import type { FromLiveWorker, ToLiveWorker } from './live-protocol.ts';
import { createMseTile } from './mse-tile.ts';
import type { OverlayLook } from './overlay-look.ts';
import type { OpenLive } from './source.ts';
import type { TileState } from './tile-state.ts';

export type LivePlayerOptions = {
  readonly host: HTMLElement;
  readonly cameraId: string;
  /** In order of preference: the next one is taken where this browser cannot decode the first. */
  readonly streams: readonly LiveStream[];
  readonly look: OverlayLook;
  readonly open: OpenLive;
  readonly onState: (state: TileState) => void;
};

/** A live picture inside an element of the page. It stops by itself while the window is hidden or the tile out of sight. */
export type LivePlayer = {
  readonly setLook: (look: OverlayLook) => void;
  /** While not wanted (the camera is away) nothing is asked for and the last picture stays. */
  readonly setWanted: (wanted: boolean) => void;
  readonly close: () => void;
};

type PlayerParts = {
  readonly resize: (width: number, height: number, unit: number) => void;
  readonly setPlaying: (playing: boolean) => void;
  readonly setLook: (look: OverlayLook) => void;
  readonly close: () => void;
};

type WorkerTile = { readonly onState: (state: TileState) => void; readonly ask: (stream: LiveStream) => ReturnType<OpenLive> };

let worker: Worker | null = null;
let lastTile = 0;
const workerTiles = new Map<number, WorkerTile>();

function send(message: ToLiveWorker, transfer: Transferable[] = []): void {
  liveWorker().postMessage(message, transfer);
}

async function answer(tile: number, request: number, stream: LiveStream): Promise<void> {
  const source = await (workerTiles.get(tile)?.ask(stream).catch(() => null) ?? null);
  send({ type: 'source', tile, request, source }, source?.kind === 'port' ? [source.port] : []);
}

/** One worker decodes and draws every tile, so that the page itself stays free; it lives as long as the page. */
function liveWorker(): Worker {
  if (worker !== null) return worker;
  worker = new Worker(new URL('./live-worker.ts', import.meta.url), { type: 'module', name: 'live' });
  worker.addEventListener('error', (event) => {
    if (!(event instanceof ErrorEvent)) void reloadOnce(); // no mistake in it: its program went with an older build
  });
  worker.addEventListener('message', ({ data }: MessageEvent<FromLiveWorker>) => {
    if (data.type === 'states') for (const { tile, state } of data.states) workerTiles.get(tile)?.onState(state);
    else void answer(data.tile, data.request, data.stream);
  });
  return worker;
}

function openInWorker({ host, cameraId, streams, look, open, onState }: LivePlayerOptions): PlayerParts {
  const tile = ++lastTile;
  const canvas = document.createElement('canvas');
  canvas.className = 'live-picture';
  host.append(canvas);
  const offscreen = canvas.transferControlToOffscreen();
  workerTiles.set(tile, { onState, ask: (stream) => open(cameraId, stream) });
  send({ type: 'open', tile, canvas: offscreen, streams, look }, [offscreen]);
  return {
    resize: (width, height, unit) => send({ type: 'resize', tile, width, height, unit }),
    setPlaying: (playing) => send({ type: 'playing', tile, playing }),
    setLook: (next) => send({ type: 'look', tile, look: next }),
    close: () => {
      workerTiles.delete(tile);
      send({ type: 'close', tile });
      canvas.remove();
    },
  };
}

function openWithMediaSource({ host, cameraId, streams, look, open, onState }: LivePlayerOptions): PlayerParts {
  const tile = createMseTile({ host, streams, look, ask: (stream) => open(cameraId, stream) });
  const timer = setInterval(() => onState(tile.state()), 500);
  return {
    ...tile,
    close: () => {
      clearInterval(timer);
      tile.close();
    },
  };
}

/** What this browser offers for live pictures. */
export function canDecodeInWorker(): boolean {
  return 'VideoDecoder' in globalThis && 'OffscreenCanvas' in globalThis && 'transferControlToOffscreen' in HTMLCanvasElement.prototype;
}

export function openLivePlayer(options: LivePlayerOptions): LivePlayer {
  const { host } = options;
  const parts = canDecodeInWorker() ? openInWorker(options) : openWithMediaSource(options);
  let inSight = true;
  let wanted = true;
  const update = (): void => parts.setPlaying(wanted && inSight && !document.hidden);

  const sizes = new ResizeObserver(([entry]) => {
    if (entry === undefined) return;
    const { inlineSize, blockSize } = entry.contentBoxSize[0] ?? { inlineSize: 0, blockSize: 0 };
    const scale = window.devicePixelRatio;
    const unit = (scale * parseFloat(getComputedStyle(document.documentElement).fontSize)) / 16; // grows with the page's text
    if (inlineSize > 0) parts.resize(Math.round(inlineSize * scale), Math.round(blockSize * scale), unit);
  });
  sizes.observe(host);
  const sight = new IntersectionObserver((entries) => {
    inSight = entries.at(-1)?.isIntersecting ?? true;
    update();
  });
  sight.observe(host);
  document.addEventListener('visibilitychange', update);

  return {
    setLook: parts.setLook,
    setWanted: (next) => {
      wanted = next;
      update();
    },
    close: () => {
      sizes.disconnect();
      sight.disconnect();
      document.removeEventListener('visibilitychange', update);
      parts.close();
    },
  };
}
