import { LiveConfig, liveKind, LiveOverlay, livePacketHeaderBytes, LiveState } from '../../../electron/contract/live.ts';

/** An encoded picture as the decoder takes it; `at` is the sender's wall-clock time of the picture in ms. */
export type LivePacket = { readonly at: number; readonly key: boolean; readonly data: Uint8Array };

export type LiveMessage =
  | { readonly kind: 'config'; readonly config: LiveConfig }
  | { readonly kind: 'packet'; readonly packet: LivePacket }
  | { readonly kind: 'overlay'; readonly overlay: LiveOverlay }
  | { readonly kind: 'state'; readonly state: LiveState };

const maxPacketBytes = 16 * 1024 * 1024;
const maxJsonBytes = 512 * 1024;
const maxTracks = 300;
const text = new TextDecoder('utf-8', { fatal: true });

function json(bytes: Uint8Array): unknown {
  if (bytes.byteLength > maxJsonBytes) throw new RangeError('live message too large');
  return JSON.parse(text.decode(bytes)) as unknown;
}

/**
 * Reads one binary message of the live feed (`electron/contract/live.ts`).
 * @returns null for anything that is not such a message: an unknown kind, a cut header, JSON of another form, too large.
 */
export function readLiveMessage(buffer: ArrayBuffer): LiveMessage | null {
  if (buffer.byteLength < 2) return null;
  const bytes = new Uint8Array(buffer);
  try {
    switch (bytes[0] ?? 0) {
      case liveKind.config:
        return { kind: 'config', config: LiveConfig.parse(json(bytes.subarray(1))) };
      case liveKind.packet: {
        if (bytes.byteLength <= livePacketHeaderBytes || bytes.byteLength > maxPacketBytes) return null;
        const at = new DataView(buffer).getFloat64(2, true);
        if (!Number.isFinite(at)) return null;
        return { kind: 'packet', packet: { at, key: bytes[1] === 1, data: bytes.subarray(livePacketHeaderBytes) } };
      }
      case liveKind.overlay: {
        const overlay = LiveOverlay.parse(json(bytes.subarray(1)));
        return { kind: 'overlay', overlay: { at: overlay.at, tracks: overlay.tracks.slice(0, maxTracks) } };
      }
      case liveKind.state:
        return { kind: 'state', state: LiveState.parse(json(bytes.subarray(1))) };
      default:
        return null;
    }
  } catch {
    return null; // not ours to trust: a message that cannot be read is left out like an unknown kind
  }
}
