import os from 'node:os';
import {
  AV_CODEC_ID_H264,
  AV_CODEC_ID_HEVC,
  AVERROR_EOF,
  AVERROR_HTTP_UNAUTHORIZED,
  AVMEDIA_TYPE_VIDEO,
  Dictionary,
  FormatContext,
  Packet,
  type Stream,
} from 'node-av';
import type { SourceAddress } from '../worker-protocol.ts';
import { addressWithCredentials } from './address.ts';
import { checked, MediaError, silenceLibrary } from './library.ts';
import { createPacketStage } from './packet-stage.ts';
import { probeRtsp } from './rtsp-probe.ts';
import { startSignInRelay, type SignInRelay } from './sign-in-relay.ts';
import type { SourceEnd, SourceHandlers, StreamInfo } from './source.ts';

/**
 * How long one wait for the network may last inside the library. Its reads can't be interrupted (doing so is a
 * segmentation fault), so this is also what a stop has to wait for. FFmpeg waits up to three times: silence is noticed
 * within 2 to 8 s.
 */
const ioTimeoutMs = 2_000;
/** ETIMEDOUT of the C library that FFmpeg is built with on Windows. */
const msvcrtTimedOut = -138;
const packetsWithoutKeyFrame = 1_500;
/** A wall clock set back while a stream runs can't be followed: the stream begins anew. A healthy one is never this far ahead. */
const clockSetBackMs = 2_000;

const stopped: SourceEnd = { problem: null, detail: 'stopped' };

function options(source: SourceAddress): Dictionary {
  return Dictionary.fromObject({
    rtsp_transport: source.transport,
    allowed_media_types: 'video',
    protocol_whitelist: 'rtsp,rtsps,rtp,srtp,tcp,udp,tls,crypto',
    timeout: ioTimeoutMs * 1_000,
    fpsprobesize: 0,
    analyzeduration: 200_000,
    probesize: 32_000,
    ...(source.transport === 'udp' ? { buffer_size: 2 * 1024 * 1024, max_delay: 300_000 } : {}),
  });
}

function videoStream(input: FormatContext): { stream: Stream; codec: StreamInfo['codec'] } | null {
  const stream = input.streams[input.findBestStream(AVMEDIA_TYPE_VIDEO)];
  if (!stream) return null;
  const { codecId } = stream.codecpar;
  if (codecId !== AV_CODEC_ID_H264 && codecId !== AV_CODEC_ID_HEVC) return null;
  return { stream, codec: codecId === AV_CODEC_ID_H264 ? 'h264' : 'hevc' };
}

function timedOut(error: MediaError): boolean {
  return error.code === -os.constants.errno.ETIMEDOUT || error.code === msvcrtTimedOut;
}

/** What an error before the first packet means, when everything up to the session description worked just before. */
async function explain(error: MediaError, source: SourceAddress, stop: AbortSignal): Promise<SourceEnd> {
  if (error.code === AVERROR_HTTP_UNAUTHORIZED) return { problem: 'wrong-password', detail: error.message };
  const probe = await probeRtsp(source, { signal: stop, withSetup: true });
  if (!probe.ok) return { problem: probe.problem, detail: probe.detail };
  const hint = source.transport === 'udp' ? ' (connected, but no packets over UDP: a firewall may block them, TCP may work)' : '';
  return { problem: timedOut(error) || hint !== '' ? 'stalled' : 'disconnected', detail: error.message + hint };
}

async function readPackets(input: FormatContext, handlers: SourceHandlers, stop: AbortSignal): Promise<SourceEnd> {
  const video = videoStream(input);
  if (video === null) return { problem: 'unsupported-codec', detail: 'the stream is neither H.264 nor H.265' };
  const { stream, codec } = video;
  let lastAt = 0;
  const stage = createPacketStage(codec, stream.codecpar, {
    ...handlers,
    onPacket: (packet) => {
      lastAt = packet.decodeAt;
      handlers.onPacket(packet);
    },
  });
  using packet = new Packet();
  packet.alloc();
  const { index, timeBase } = stream;
  for (let count = 0; ; count++) {
    if (stop.aborted) return stopped;
    const result = await input.readFrame(packet);
    if (result === AVERROR_EOF) return { problem: 'disconnected', detail: 'the camera ended the session' };
    if (result < 0) {
      const error = new MediaError('reading the stream', result);
      if (count === 0) throw error;
      return { problem: timedOut(error) ? 'stalled' : 'disconnected', detail: error.message };
    }
    if (packet.streamIndex === index) stage.push(packet, timeBase);
    packet.unref();
    if (!stage.opened() && count > packetsWithoutKeyFrame) return { problem: 'stream-broken', detail: 'packets arrive, but no key frame' };
    if (lastAt - Date.now() > clockSetBackMs) return { problem: 'disconnected', detail: "the station's clock was set back" };
  }
}

/** Throws MediaError for what goes wrong before the first packet. */
async function openAndRead(source: SourceAddress, relay: SignInRelay | null, handlers: SourceHandlers, stop: AbortSignal): Promise<SourceEnd> {
  const input = new FormatContext();
  using settings = options(source);
  checked('opening the stream', await input.openInput(relay?.url ?? addressWithCredentials(source), null, settings));
  try {
    if (!stop.aborted) checked('looking into the stream', await input.findStreamInfo(null));
    return await readPackets(input, handlers, stop);
  } finally {
    // Only here, when no read is under way any more.
    await input.closeInput();
  }
}

/**
 * Opens and reads a camera's stream without the probe; for callers that have just probed it themselves.
 * @param libraryCanSignIn as the probe said
 */
export async function readRtsp(source: SourceAddress, libraryCanSignIn: boolean, handlers: SourceHandlers, stop: AbortSignal): Promise<SourceEnd> {
  silenceLibrary();
  const relay = libraryCanSignIn ? null : await startSignInRelay(source, stop);
  try {
    return await openAndRead(source, relay, handlers, stop);
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    return stop.aborted ? stopped : await explain(error, source, stop);
  } finally {
    relay?.close();
  }
}

/** One connection to a camera, from the first probe to its end. */
export async function openRtspSource(source: SourceAddress, handlers: SourceHandlers, stop: AbortSignal): Promise<SourceEnd> {
  const probe = await probeRtsp(source, { signal: stop });
  if (stop.aborted) return stopped;
  if (!probe.ok) return { problem: probe.problem, detail: probe.detail };
  return readRtsp(source, probe.libraryCanSignIn, handlers, stop);
}
