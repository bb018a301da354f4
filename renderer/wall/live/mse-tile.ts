import type { LiveStream } from '../../../electron/contract/live.ts';
import { drawOverlay } from './draw-overlay.ts';
import { type Feed, startFeed } from './feed.ts';
import { containRect } from './fit.ts';
import { createMuxer, joinBytes, type Muxer } from './fmp4.ts';
import type { LiveMessage } from './message.ts';
import { createOverlayHistory } from './overlay-history.ts';
import type { OverlayLook } from './overlay-look.ts';
import type { LiveSource } from './source.ts';
import { createRate, latencyOf, type TileState } from './tile-state.ts';

const behindMs = 350;
const leastBehindMs = 80;
const tooFarBehindMs = 1_500;
const keptBehindS = 8;
const maxPending = 200;

export type MseTileOptions = {
  readonly host: HTMLElement;
  readonly streams: readonly LiveStream[];
  readonly ask: (stream: LiveStream) => Promise<LiveSource>;
  readonly look: OverlayLook;
};

export type MseTile = {
  readonly resize: (width: number, height: number, unit: number) => void;
  readonly setLook: (look: OverlayLook) => void;
  readonly setPlaying: (playing: boolean) => void;
  readonly state: () => TileState;
  readonly close: () => void;
};

/** A live picture through MediaSource, for browsers without WebCodecs: H.264 only, overlay on a canvas above the video. */
export function createMseTile({ host, streams, ask, look: firstLook }: MseTileOptions): MseTile {
  const video = document.createElement('video');
  const canvas = document.createElement('canvas');
  video.muted = true;
  video.playsInline = true;
  video.className = 'live-picture';
  canvas.className = 'live-picture';
  host.append(video, canvas);
  const surface = canvas.getContext('2d');
  const overlays = createOverlayHistory();
  const rate = createRate();
  let look = firstLook;
  let unit = 1;
  let feed: Feed | null = null;
  let config: TileState['config'] = null;
  let muxer: Muxer | null = null;
  let buffer: SourceBuffer | null = null;
  let mediaUrl: string | null = null;
  let pending: Uint8Array<ArrayBuffer>[] = [];
  let shownAt: number | null = null;
  let latencyMs: number | null = null;
  let unsupported = false;
  let dropped = 0;

  const play = (): void => void video.play().catch(() => undefined); // refused while nothing is buffered: the next data tries again

  const pump = (): void => {
    if (buffer === null || buffer.updating) return;
    const ranges = buffer.buffered;
    if (ranges.length > 0) {
      const end = ranges.end(ranges.length - 1);
      const behindS = end - video.currentTime;
      if (video.currentTime < ranges.start(0) || behindS * 1_000 > tooFarBehindMs) video.currentTime = Math.max(ranges.start(0), end - behindMs / 1_000);
      video.playbackRate = behindS * 1_000 > behindMs * 1.8 ? 1.06 : 1;
      // A video that runs into the end of its data stumbles for long: better a short rest beforehand.
      if (video.paused && behindS * 1_000 >= behindMs) play();
      else if (!video.paused && behindS * 1_000 < leastBehindMs) video.pause();
      if (video.currentTime - ranges.start(0) > 2 * keptBehindS) {
        buffer.remove(0, video.currentTime - keptBehindS);
        return;
      }
    }
    if (pending.length === 0) return;
    const next = joinBytes(pending);
    pending = [];
    try {
      buffer.appendBuffer(next);
    } catch {
      restart(); // the element went into an error state: a new MediaSource from the next key frame on
    }
  };

  const stopMedia = (): void => {
    if (mediaUrl !== null) URL.revokeObjectURL(mediaUrl);
    mediaUrl = null;
    buffer = null;
    pending = [];
    muxer = null;
  };

  const restart = (): void => {
    if (config !== null) startMedia(config);
  };

  const startMedia = (live: NonNullable<TileState['config']>): void => {
    stopMedia();
    const type = `video/mp4; codecs="${live.codec}"`;
    if (!live.codec.startsWith('avc1') || !('MediaSource' in window) || !MediaSource.isTypeSupported(type)) {
      if (feed?.nextStream() === true) return;
      unsupported = true;
      feed?.stop();
      return;
    }
    const source = new MediaSource();
    muxer = createMuxer(live);
    mediaUrl = URL.createObjectURL(source);
    source.addEventListener('sourceopen', () => {
      if (source.readyState !== 'open' || buffer !== null) return;
      buffer = source.addSourceBuffer(type);
      buffer.addEventListener('updateend', pump);
      pump();
    });
    video.src = mediaUrl;
  };

  const onMessage = (message: LiveMessage): void => {
    if (message.kind === 'config') {
      if (config?.codec === message.config.codec && config.width === message.config.width && config.height === message.config.height) return;
      config = message.config;
      startMedia(message.config);
    } else if (message.kind === 'overlay') overlays.add(message.overlay);
    else if (message.kind === 'packet' && muxer !== null) {
      pending.push(...muxer.push(message.packet));
      if (pending.length > maxPending) {
        dropped += pending.length;
        restart();
      }
      pump();
    }
  };

  const paint = (): void => {
    if (surface === null || shownAt === null) return;
    surface.clearRect(0, 0, canvas.width, canvas.height);
    const area = containRect({ width: video.videoWidth, height: video.videoHeight }, canvas);
    drawOverlay(surface, area, overlays.tracksAt(shownAt), look, unit);
  };

  let closed = false;
  const onFrame: VideoFrameRequestCallback = (now, { mediaTime }) => {
    const originAt = muxer?.originAt() ?? null;
    if (originAt !== null) {
      shownAt = originAt + mediaTime * 1_000;
      latencyMs = latencyOf(shownAt, Date.now());
      rate.tick(now);
      paint();
    }
    if (!closed) video.requestVideoFrameCallback(onFrame);
  };
  video.requestVideoFrameCallback(onFrame);
  video.addEventListener('error', restart);

  const setPlaying = (playing: boolean): void => {
    if (playing && feed === null) {
      unsupported = false;
      const onConnecting = (): void => {
        config = null;
        shownAt = null;
        overlays.clear();
        stopMedia();
      };
      feed = startFeed({ streams, ask, onMessage, onConnecting });
    } else if (!playing && feed !== null) {
      feed.stop();
      feed = null;
      stopMedia();
    }
  };

  const phase = (): TileState['phase'] => {
    if (feed === null) return 'stopped';
    if (unsupported) return 'unsupported';
    if (feed.retryAt() !== null) return 'retrying';
    if (shownAt === null) return 'connecting';
    return rate.perSecond(performance.now()) > 0 ? 'playing' : 'stalled';
  };

  setPlaying(true);
  return {
    setPlaying,
    resize: (width, height, cssPixel) => {
      unit = cssPixel;
      canvas.width = Math.max(1, width);
      canvas.height = Math.max(1, height);
      paint();
    },
    setLook: (next) => {
      look = next;
      paint();
    },
    state: () => ({
      phase: phase(), stream: feed?.stream() ?? streams[0] ?? 'main', config, shownAt,
      latencyMs: phase() === 'playing' ? latencyMs : null,
      fps: rate.perSecond(performance.now()), dropped, delayMs: behindMs, retryAt: feed?.retryAt() ?? null,
    }),
    close: () => {
      closed = true;
      setPlaying(false);
      video.removeAttribute('src');
      video.load();
      host.replaceChildren();
    },
  };
}
