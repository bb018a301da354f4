import type { CodecParameters, Packet } from 'node-av';
import type { CameraProblem } from '../../../contract/camera.ts';

/** Ticks a second of the time stamps that a source writes into its packets. */
export const packetTicksPerSecond = 90_000;

/** What a stream is; told once when it opens and again whenever it changes in mid-stream. */
export type StreamInfo = {
  readonly codec: 'h264' | 'hevc';
  /** For WebCodecs, e.g. avc1.64001f or hev1.1.6.L93.B0. */
  readonly codecString: string;
  readonly width: number;
  readonly height: number;
  /** Of the packets: always 1/90000. */
  readonly timeBase: { readonly num: number; readonly den: number };
  /** A copy of its own with Annex-B extradata, good for a decoder or a muxer; stays valid after the source ended. */
  readonly codecpar: CodecParameters;
};

/**
 * One access unit, Annex-B whatever the source was. The packet belongs to the source and is freed when `onPacket`
 * returns: who keeps it takes `packet.clone()` and frees that.
 *
 * `packet.pts` and `packet.dts` are rewritten to wall-clock time since 1970 in 90 kHz ticks: jumps, wraps and missing
 * time stamps of the camera are gone, `dts` only ever grows. `duration` is that of the stream, 0 if unknown.
 */
export type SourcePacket = {
  /** Wall-clock ms at which the picture is shown. */
  readonly at: number;
  /** Wall-clock ms in decoding order, strictly growing; equal to `at` for streams without B frames. */
  readonly decodeAt: number;
  readonly isKey: boolean;
  /** The stream's own time stamp in ms, null when the camera sent none. */
  readonly ptsMs: number | null;
  readonly packet: Packet;
};

/** All three are called on the thread that reads, must not throw, and should return within milliseconds. */
export type SourceHandlers = {
  /** Before the first packet. */
  readonly onOpen: (info: StreamInfo) => void;
  readonly onPacket: (packet: SourcePacket) => void;
  /** Codec or size changed; the next packet is a key frame of the new kind. */
  readonly onInfoChange: (info: StreamInfo) => void;
};

/** Why a source ended. `problem` is null when it was asked to stop or a file that does not loop came to its end. */
export type SourceEnd = {
  readonly problem: CameraProblem | null;
  /** For the log, in English, without credentials. */
  readonly detail: string;
};
