import type { LiveConfig } from '../../../electron/contract/live.ts';
import type { LivePacket } from './message.ts';

/** The timestamp that WebCodecs carries through the decoder, in µs, from a picture's wall-clock time in ms, and back. */
export const toTimestamp = (at: number): number => Math.round(at * 1_000);
export const fromTimestamp = (timestamp: number): number => timestamp / 1_000;

export type PictureDecoder = {
  /** @returns false when this browser cannot decode such a stream. */
  readonly configure: (config: LiveConfig) => Promise<boolean>;
  readonly decode: (packet: LivePacket) => void;
  /** Packets inside the decoder. */
  readonly queued: () => number;
  readonly ready: () => boolean;
  readonly close: () => void;
};

function decoderConfig(config: LiveConfig): VideoDecoderConfig {
  // No description: the packets are Annex-B and carry their parameter sets (WebCodecs AVC/HEVC registrations).
  return { codec: config.codec, codedWidth: config.width, codedHeight: config.height, optimizeForLatency: true };
}

/**
 * WebCodecs for one feed. After an error a new decoder is ready and `onError` asks the caller to begin again with a key frame.
 * `onFrame` owns the frames it gets.
 */
export function createPictureDecoder(onFrame: (frame: VideoFrame) => void, onError: () => void): PictureDecoder {
  let decoder: VideoDecoder | null = null;
  let current: VideoDecoderConfig | null = null;
  let asked = 0;

  const close = (): void => {
    if (decoder !== null && decoder.state !== 'closed') decoder.close();
    decoder = null;
  };

  const start = (config: VideoDecoderConfig): void => {
    close();
    const made = new VideoDecoder({
      output: (frame) => (made === decoder ? onFrame(frame) : frame.close()),
      error: () => {
        if (made === decoder) fail();
      },
    });
    decoder = made;
    made.configure(config);
  };

  const fail = (): void => {
    if (current !== null) start(current);
    onError();
  };

  return {
    configure: async (live) => {
      const config = decoderConfig(live);
      const mine = ++asked;
      current = null;
      close();
      const support = await VideoDecoder.isConfigSupported(config).catch(() => null);
      if (mine !== asked) return true; // a newer configuration answers for itself
      if (support?.supported !== true) return false;
      current = config;
      start(config);
      return true;
    },
    decode: ({ at, key, data }) => {
      if (decoder?.state !== 'configured') return;
      try {
        decoder.decode(new EncodedVideoChunk({ type: key ? 'key' : 'delta', timestamp: toTimestamp(at), data }));
      } catch {
        fail(); // a delta where a key frame had to be: the same as an error inside
      }
    },
    queued: () => decoder?.decodeQueueSize ?? 0,
    ready: () => decoder?.state === 'configured',
    close: () => {
      asked++;
      current = null;
      close();
    },
  };
}
