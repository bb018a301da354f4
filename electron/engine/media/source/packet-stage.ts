import type { CodecParameters, Packet } from 'node-av';
import { createStreamClock } from './clock.ts';
import { ticksToMs } from './library.ts';
import { describeStream } from './stream-info.ts';
import { parameterSetsOf } from './parameter-sets.ts';
import { packetTicksPerSecond, type SourceHandlers, type StreamInfo } from './source.ts';

const ticksPerMs = packetTicksPerSecond / 1_000;
const smallestStepMs = 0.1;
const longestReorderMs = 2_000;

export type PacketStage = {
  /**
   * Passes on one Annex-B packet of the stream. Nothing passes before the first key frame with complete parameters.
   * @param decodeAt for sources that know their own time; absent: arrival, smoothed by the stream's time stamps
   */
  readonly push: (packet: Packet, timeBase: { readonly num: number; readonly den: number }, decodeAt?: number) => void;
  readonly opened: () => boolean;
};

/**
 * The last stage of every source: watches the parameter sets at key frames for a stream that changes, and puts the
 * packets on the wall clock.
 */
export function createPacketStage(codec: StreamInfo['codec'], template: CodecParameters, handlers: SourceHandlers): PacketStage {
  const clock = createStreamClock();
  let parameterSets: Buffer | null = null;
  let opened = false;
  let lastAt = -Infinity;

  function followParameters(packet: Packet): void {
    const data = packet.data;
    const sets = data === null ? null : parameterSetsOf(codec, data);
    if (opened && (sets === null || (parameterSets !== null && sets.equals(parameterSets)))) return;
    const info = describeStream(codec, template, sets, packet);
    if (info === null) return;
    parameterSets = sets;
    (opened ? handlers.onInfoChange : handlers.onOpen)(info);
    opened = true;
  }

  function push(packet: Packet, timeBase: { readonly num: number; readonly den: number }, decodeAt?: number): void {
    const isKey = packet.isKeyframe;
    if (isKey) followParameters(packet);
    if (!opened) return;
    const ptsMs = ticksToMs(packet.pts, timeBase);
    const dtsMs = ticksToMs(packet.dts, timeBase);
    const at = decodeAt === undefined ? clock.map(dtsMs ?? ptsMs, Date.now()) : Math.max(decodeAt, lastAt + smallestStepMs);
    lastAt = at;
    const reorderMs = ptsMs !== null && dtsMs !== null ? ptsMs - dtsMs : 0;
    const shownAt = reorderMs > 0 && reorderMs < longestReorderMs ? at + reorderMs : at;
    const durationMs = packet.duration > 0n ? (ticksToMs(packet.duration, timeBase) ?? 0) : 0;
    packet.timeBase = { num: 1, den: packetTicksPerSecond };
    packet.dts = BigInt(Math.round(at * ticksPerMs));
    packet.pts = BigInt(Math.round(shownAt * ticksPerMs));
    packet.duration = BigInt(Math.round(durationMs * ticksPerMs));
    packet.pos = -1n;
    handlers.onPacket({ at: shownAt, decodeAt: at, isKey, ptsMs, packet });
  }

  return { push, opened: () => opened };
}

