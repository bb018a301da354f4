import {
  AV_CODEC_ID_H264,
  AV_PICTURE_TYPE_NONE,
  AV_PIX_FMT_YUV420P,
  Codec,
  CodecContext,
  CodecParameters,
  Dictionary,
  Frame,
  Packet,
  Rational,
  SoftwareScaleContext,
  SWS_BILINEAR,
  type Stream,
} from 'node-av';
import { checked } from './library.ts';
import { VideoFileError } from './video-file.ts';

/** Time stamps inside: ms. */
const timeBase = new Rational(1, 1_000);

export type Transcoder = {
  /** Encoded packets have time stamps in ms; each is freed when `take` returns. */
  readonly push: (packet: Packet, atMs: number, take: (packet: Packet) => void) => void;
  readonly codecpar: CodecParameters;
  readonly free: () => void;
};

function openDecoder(stream: Stream): CodecContext {
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  if (codec === null) throw new VideoFileError('unsupported-codec', 'the video can not be decoded');
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  decoder.parametersToContext(stream.codecpar);
  decoder.threadCount = 1;
  if (decoder.open2Sync(codec) < 0) throw new VideoFileError('unsupported-codec', 'the video can not be decoded');
  return decoder;
}

async function openEncoder(width: number, height: number, fps: number): Promise<CodecContext> {
  const codec = Codec.findEncoder(AV_CODEC_ID_H264);
  if (codec === null) throw new VideoFileError('unsupported-codec', 'no H.264 encoder to make the video playable');
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = width;
  encoder.height = height;
  encoder.pixelFormat = AV_PIX_FMT_YUV420P;
  encoder.timeBase = timeBase;
  encoder.framerate = new Rational(Math.max(1, Math.round(fps)), 1);
  encoder.gopSize = Math.max(1, Math.round(fps * 2));
  encoder.maxBFrames = 0;
  encoder.threadCount = 1;
  using options = Dictionary.fromObject({ preset: 'veryfast', tune: 'zerolatency', crf: 23 });
  // Not open2Sync: with options it frees them twice (node-av 6.1).
  checked('opening the encoder', await encoder.open2(codec, options));
  return encoder;
}

/** Makes H.264 of a file's video that windows can't play (MPEG-4, MJPEG and others), packet by packet, without B frames. */
export async function createTranscoder(stream: Stream, fps: number): Promise<Transcoder> {
  const width = stream.codecpar.width & ~1;
  const height = stream.codecpar.height & ~1;
  if (width === 0 || height === 0) throw new VideoFileError('unsupported-codec', 'the video has no size');
  const decoder = openDecoder(stream);
  const encoder = await openEncoder(width, height, fps);
  const decoded = new Frame();
  const picture = new Frame();
  const encoded = new Packet();
  const codecpar = new CodecParameters();
  decoded.alloc();
  picture.alloc();
  encoded.alloc();
  codecpar.alloc();
  codecpar.fromContext(encoder);
  picture.width = width;
  picture.height = height;
  picture.format = AV_PIX_FMT_YUV420P;
  checked('making room for a picture', picture.getBuffer(0));
  let scaler: { context: SoftwareScaleContext; source: string } | null = null;

  function convert(): void {
    const source = `${decoded.width}x${decoded.height} ${decoded.format}`;
    if (scaler?.source !== source) {
      scaler?.context.freeContext();
      const context = new SoftwareScaleContext();
      context.getContext(decoded.width, decoded.height, decoded.format as never, width, height, AV_PIX_FMT_YUV420P, SWS_BILINEAR);
      scaler = { context, source };
    }
    checked('keeping a picture writable', picture.makeWritable());
    const from = decoded.data;
    const to = picture.data;
    if (from === null || to === null) return;
    checked('converting a picture', scaler.context.scaleSync(from, decoded.linesize, 0, decoded.height, to, picture.linesize));
  }

  function push(packet: Packet, atMs: number, take: (packet: Packet) => void): void {
    if (decoder.sendPacketSync(packet) < 0) return;
    while (decoder.receiveFrameSync(decoded) >= 0) {
      convert();
      decoded.unref();
      picture.pts = BigInt(Math.round(atMs));
      picture.pictType = AV_PICTURE_TYPE_NONE;
      if (encoder.sendFrameSync(picture) < 0) continue;
      while (encoder.receivePacketSync(encoded) >= 0) {
        take(encoded);
        encoded.unref();
      }
    }
  }

  function free(): void {
    scaler?.context.freeContext();
    decoder.freeContext();
    encoder.freeContext();
    decoded.free();
    picture.free();
    encoded.free();
    codecpar.free();
  }

  return { push, codecpar, free };
}
