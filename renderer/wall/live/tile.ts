import type { LiveConfig, LiveStream } from '../../../electron/contract/live.ts';
import { pictureCanvasOptions } from './canvas-options.ts';
import { drawOverlay } from './draw-overlay.ts';
import { type Feed, startFeed } from './feed.ts';
import { containRect } from './fit.ts';
import type { LiveMessage } from './message.ts';
import { createOverlayHistory } from './overlay-history.ts';
import type { OverlayLook } from './overlay-look.ts';
import { createPacketQueue } from './packet-queue.ts';
import { createPictureDecoder, fromTimestamp } from './picture-decoder.ts';
import { createPlayout } from './playout.ts';
import type { LiveSource } from './source.ts';
import { createRate, latencyOf, type TileState } from './tile-state.ts';

/** Packets are decoded this long before their time, so that few decoded pictures wait in memory. */
const decodeAheadMs = 120;
const maxInDecoder = 16;
const maxFrames = 12;
/** Packets overdue by this are given up for a newer key frame. */
const tooLateMs = 1_000;
const stalledAfterMs = 3_000;
/** Decoder errors in a row without one picture: this stream cannot be played here. */
const hopelessErrors = 5;

function sameConfig(a: LiveConfig, b: LiveConfig): boolean {
  return a.codec === b.codec && a.width === b.width && a.height === b.height;
}

export type TileOptions = {
  readonly canvas: OffscreenCanvas;
  readonly streams: readonly LiveStream[];
  readonly ask: (stream: LiveStream) => Promise<LiveSource>;
  readonly look: OverlayLook;
};

/** One live picture: feed → queue → decoder → canvas, driven by `tick` at every screen refresh. */
export type Tile = {
  /** Decodes what is due and shows the newest due picture if `draws`. */
  readonly tick: (now: number, draws: boolean) => void;
  /** How long the next packet or picture has been due already. */
  readonly lateMs: (now: number) => number;
  readonly resize: (width: number, height: number, unit: number) => void;
  readonly setLook: (look: OverlayLook) => void;
  readonly setPlaying: (playing: boolean) => void;
  readonly state: (now: number) => TileState;
  readonly close: () => void;
};

export function createTile({ canvas, streams, ask, look: firstLook }: TileOptions): Tile {
  const surface = canvas.getContext('2d', pictureCanvasOptions());
  if (surface === null) throw new Error('no 2d canvas');
  const playout = createPlayout();
  const overlays = createOverlayHistory();
  const rate = createRate();
  let queue = createPacketQueue();
  let look = firstLook;
  let unit = 1;
  let feed: Feed | null = null;
  let config: LiveConfig | null = null;
  let waiting: VideoFrame[] = [];
  let shown: VideoFrame | null = null;
  let shownAt: number | null = null;
  let latencyMs: number | null = null;
  let lastPacketAt = -Infinity;
  let errors = 0;
  let unsupported = false;
  let repaint = false;
  let fresh = true; // nothing of this connection was shown yet
  let dropped = 0;
  let skipped = 0;

  const decoder = createPictureDecoder(
    (frame) => {
      errors = 0;
      const place = waiting.findLastIndex(({ timestamp }) => timestamp <= frame.timestamp) + 1;
      waiting.splice(place, 0, frame);
      while (waiting.length > maxFrames) {
        waiting.shift()?.close();
        dropped++;
      }
    },
    () => {
      queue.waitForKey();
      if (++errors >= hopelessErrors) giveUpStream();
    },
  );

  const dropFrames = (): void => {
    for (const frame of waiting) frame.close();
    waiting = [];
  };

  const giveUpStream = (): void => {
    decoder.close();
    errors = 0;
    if (feed?.nextStream() === true) return;
    unsupported = true;
    feed?.stop();
  };

  const onMessage = (message: LiveMessage, now: number): void => {
    switch (message.kind) {
      case 'config':
        if (config !== null && sameConfig(config, message.config)) return;
        config = message.config;
        queue.waitForKey();
        void decoder.configure(message.config).then((supported) => {
          if (!supported) giveUpStream();
        });
        return;
      case 'packet':
        lastPacketAt = now;
        playout.packetArrived(message.packet.at, now);
        queue.push(message.packet);
        return;
      case 'overlay':
        playout.overlayArrived(message.overlay.at, now, overlays.add(message.overlay));
        return;
      case 'state':
        skipped = message.state.skipped;
    }
  };

  const onConnecting = (): void => {
    dropped += queue.dropped() + skipped;
    queue = createPacketQueue();
    skipped = 0;
    dropFrames();
    playout.reset();
    overlays.clear();
    config = null;
    fresh = true;
    lastPacketAt = -Infinity;
    decoder.close();
  };

  const paint = (frame: VideoFrame): void => {
    const area = containRect({ width: frame.displayWidth, height: frame.displayHeight }, canvas);
    if (area.width < canvas.width || area.height < canvas.height) {
      surface.fillStyle = '#000';
      surface.fillRect(0, 0, canvas.width, canvas.height);
    }
    surface.drawImage(frame, area.x, area.y, area.width, area.height);
    if (look.boxes || look.paths) drawOverlay(surface, area, overlays.tracksAt(fromTimestamp(frame.timestamp)), look, unit);
    repaint = false;
  };

  const tick = (now: number, draws: boolean): void => {
    playout.advance(now);
    const nextAt = queue.nextAt();
    if (nextAt !== null && !fresh && now - playout.showAt(nextAt) > tooLateMs) queue.skipToLastKey();
    while (decoder.ready() && decoder.queued() < maxInDecoder) {
      const packet = queue.take(({ at }) => fresh || playout.showAt(at) - now <= decodeAheadMs);
      if (packet === null) break;
      decoder.decode(packet);
    }
    if (!draws && !fresh) return;
    let next: VideoFrame | undefined;
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      if (!fresh && playout.showAt(fromTimestamp(first.timestamp)) > now) break;
      next?.close();
      next = waiting.shift();
      fresh = false;
    }
    if (next !== undefined) {
      shown?.close();
      shown = next;
      shownAt = fromTimestamp(next.timestamp);
      latencyMs = latencyOf(shownAt, Date.now());
      rate.tick(now);
      paint(next);
    } else if (repaint && shown !== null) paint(shown);
  };

  const phase = (now: number): TileState['phase'] => {
    if (feed === null) return 'stopped';
    if (unsupported) return 'unsupported';
    if (feed.retryAt() !== null) return 'retrying';
    if (fresh) return 'connecting';
    return now - lastPacketAt > stalledAfterMs ? 'stalled' : 'playing';
  };

  const setPlaying = (playing: boolean): void => {
    if (playing && feed === null) {
      unsupported = false;
      feed = startFeed({ streams, ask, onMessage, onConnecting });
    } else if (!playing && feed !== null) {
      feed.stop();
      feed = null;
      dropFrames();
      decoder.close();
    }
  };

  setPlaying(true);
  return {
    tick,
    lateMs: (now) => {
      const due = queue.nextAt() ?? (waiting[0] === undefined ? null : fromTimestamp(waiting[0].timestamp));
      return due === null || fresh ? 0 : Math.max(0, now - playout.showAt(due));
    },
    setPlaying,
    resize: (width, height, cssPixel) => {
      unit = cssPixel;
      if (canvas.width === width && canvas.height === height) return;
      canvas.width = Math.max(1, width);
      canvas.height = Math.max(1, height);
      if (shown !== null) paint(shown); // it is empty now, and its turn may be far
    },
    setLook: (next) => {
      look = next;
      repaint = true;
    },
    state: (now) => ({
      phase: phase(now),
      stream: feed?.stream() ?? streams[0] ?? 'main',
      config,
      shownAt,
      latencyMs: phase(now) === 'playing' ? latencyMs : null,
      fps: rate.perSecond(now),
      dropped: dropped + queue.dropped() + skipped,
      delayMs: Math.round(playout.delayMs()),
      retryAt: feed?.retryAt() ?? null,
    }),
    close: () => {
      setPlaying(false);
      shown?.close();
      shown = null;
    },
  };
}
