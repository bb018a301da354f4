import { setTimeout as sleep } from 'node:timers/promises';
import { AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, BitStreamFilter, BitStreamFilterContext, Packet, type CodecParameters, type Stream } from 'node-av';
import type { SourceAddress } from '../worker-protocol.ts';
import { checked, MediaError, ticksToMs } from './library.ts';
import { createPacketStage, type PacketStage } from './packet-stage.ts';
import type { SourceEnd, SourceHandlers, StreamInfo } from './source.ts';
import { createTranscoder } from './transcoder.ts';
import { openContainer, VideoFileError } from './video-file.ts';

const milliseconds = { num: 1, den: 1_000 };
const defaultFps = 25;
const longestGapMs = 5_000;
/** Further behind than this (the machine slept), the file goes on from now instead of hurrying. */
const longestLagMs = 2_000;

/** What turns a file's packets into the Annex-B packets of a source. */
type Converter = {
  readonly codec: StreamInfo['codec'];
  readonly codecpar: CodecParameters;
  readonly push: (packet: Packet, decodeAt: number, stage: PacketStage) => void;
  readonly free: () => void;
};

function annexB(stream: Stream, codec: StreamInfo['codec']): Converter {
  const filter = BitStreamFilter.getByName(codec === 'h264' ? 'h264_mp4toannexb' : 'hevc_mp4toannexb');
  if (filter === null) throw new VideoFileError('unsupported-codec', 'the media library lacks a bitstream filter');
  const context = new BitStreamFilterContext();
  checked('making a bitstream filter', context.alloc(filter));
  const input = context.inputCodecParameters;
  if (input === null) throw new VideoFileError('unsupported-codec', 'the media library lacks a bitstream filter');
  checked('setting up a bitstream filter', stream.codecpar.copy(input));
  context.inputTimeBase = stream.timeBase;
  checked('starting a bitstream filter', context.init());
  const out = new Packet();
  out.alloc();
  return {
    codec,
    codecpar: context.outputCodecParameters ?? stream.codecpar,
    push: (packet, decodeAt, stage) => {
      if (context.sendPacketSync(packet) < 0) return;
      while (context.receivePacketSync(out) >= 0) {
        stage.push(out, stream.timeBase, decodeAt);
        out.unref();
      }
    },
    free: () => {
      context.free();
      out.free();
    },
  };
}

async function transcoded(stream: Stream): Promise<Converter> {
  const fps = stream.avgFrameRate.den > 0 && stream.avgFrameRate.num > 0 ? stream.avgFrameRate.toDouble() : defaultFps;
  const transcoder = await createTranscoder(stream, fps);
  return {
    codec: 'h264',
    codecpar: transcoder.codecpar,
    push: (packet, decodeAt, stage) => transcoder.push(packet, decodeAt, (encoded) => stage.push(encoded, milliseconds, decodeAt)),
    free: transcoder.free,
  };
}

function converterFor(stream: Stream): Converter | Promise<Converter> {
  const { codecId } = stream.codecpar;
  if (codecId === AV_CODEC_ID_H264) return annexB(stream, 'h264');
  if (codecId === AV_CODEC_ID_HEVC) return annexB(stream, 'hevc');
  return transcoded(stream);
}

/** The time at which each packet of a pass is due, on the wall clock, starting now. */
function createSchedule(stream: Stream, startAt: number): { readonly due: (packet: Packet) => number; readonly end: () => number } {
  const rate = stream.avgFrameRate;
  const frameMs = rate.num > 0 && rate.den > 0 ? 1_000 / rate.toDouble() : 1_000 / defaultFps;
  let dueAt = startAt - frameMs;
  let lastMs: number | null = null;
  return {
    due: (packet) => {
      const dtsMs = ticksToMs(packet.dts, stream.timeBase) ?? ticksToMs(packet.pts, stream.timeBase);
      const step: number = dtsMs !== null && lastMs !== null ? dtsMs - lastMs : frameMs;
      lastMs = dtsMs;
      dueAt += step > 0 && step <= longestGapMs ? step : frameMs;
      if (Date.now() - dueAt > longestLagMs) dueAt = Date.now();
      return dueAt;
    },
    end: () => dueAt + frameMs,
  };
}

async function waitUntil(at: number, stop: AbortSignal): Promise<void> {
  const delayMs = at - Date.now();
  if (delayMs > 1) await sleep(delayMs, undefined, { signal: stop }).catch(() => undefined);
}

/** Plays the file once. Gives back the wall-clock time at which the next pass begins, and whether there was anything to play. */
async function playOnce(file: string, startAt: number, stageFor: (converter: Converter) => PacketStage, stop: AbortSignal): Promise<{ endAt: number; packets: number }> {
  const { input, stream } = openContainer(file);
  try {
    const converter = await converterFor(stream);
    try {
      const stage = stageFor(converter);
      const schedule = createSchedule(stream, startAt);
      using packet = new Packet();
      packet.alloc();
      let packets = 0;
      while (!stop.aborted && (await input.readFrame(packet)) >= 0) {
        if (packet.streamIndex === stream.index) {
          const dueAt = schedule.due(packet);
          await waitUntil(dueAt, stop);
          converter.push(packet, dueAt, stage);
          packets += 1;
        }
        packet.unref();
      }
      return { endAt: schedule.end(), packets: stage.opened() ? packets : 0 };
    } finally {
      converter.free();
    }
  } finally {
    await input.closeInput();
  }
}

/**
 * A video file as a camera: at its own pace, again and again when it loops, the wall clock going on without a gap.
 * H.264 and H.265 pass untouched, everything else that FFmpeg decodes is made H.264 on the way.
 */
export async function openFileSource(source: SourceAddress, handlers: SourceHandlers, stop: AbortSignal): Promise<SourceEnd> {
  const known: { info: StreamInfo | null } = { info: null };
  const onOpen = (info: StreamInfo) => {
    const before = known.info;
    known.info = info;
    if (before === null) handlers.onOpen(info);
    else if (before.codecString !== info.codecString || before.width !== info.width || before.height !== info.height) handlers.onInfoChange(info);
  };
  const stageFor = (converter: Converter) => createPacketStage(converter.codec, converter.codecpar, { ...handlers, onOpen });
  try {
    let startAt = Date.now();
    do {
      const pass = await playOnce(source.url, startAt, stageFor, stop);
      if (stop.aborted) return { problem: null, detail: 'stopped' };
      if (pass.packets === 0) return { problem: 'stream-broken', detail: 'the file has no picture that can be decoded' };
      startAt = pass.endAt;
    } while (source.loop);
    return { problem: null, detail: 'the file ended' };
  } catch (error) {
    if (error instanceof VideoFileError) return { problem: error.problem, detail: error.message };
    if (error instanceof MediaError) return { problem: 'stream-broken', detail: error.message };
    throw error;
  }
}
