import { Codec, CodecContext, CodecParameters, Frame, type Packet } from 'node-av';
import { checked } from './library.ts';
import { codecStringOf, parameterSetsOf } from './parameter-sets.ts';
import { packetTicksPerSecond, type StreamInfo } from './source.ts';

type Size = { readonly width: number; readonly height: number };

/** The size of a key frame's picture, found by decoding it: cropping and all. Null when it can't be decoded. */
function decodedSize(template: CodecParameters, keyFrame: Packet): Size | null {
  const codec = Codec.findDecoder(template.codecId);
  if (codec === null) return null;
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  using picture = new Frame();
  picture.alloc();
  try {
    decoder.threadCount = 1;
    if (decoder.open2Sync(codec) < 0) return null;
    if (decoder.sendPacketSync(keyFrame) < 0 || decoder.sendPacketSync(null) < 0) return null;
    return decoder.receiveFrameSync(picture) < 0 ? null : { width: picture.width, height: picture.height };
  } finally {
    decoder.freeContext();
  }
}

function sizeOf(codec: StreamInfo['codec'], template: CodecParameters, sets: Buffer, keyFrame: Packet): Size | null {
  const announced = parameterSetsOf(codec, template.extradata ?? Buffer.alloc(0));
  const known = announced?.equals(sets) === true && template.width > 0 && template.height > 0;
  return known ? { width: template.width, height: template.height } : decodedSize(template, keyFrame);
}

/**
 * The facts of a stream at a key frame; what the key frame itself says outweighs what the session announced.
 * @param template parameters as announced by the session or the file
 * @param inBand the key frame's own parameter sets, null when it carries none
 * @returns null while they are incomplete
 */
export function describeStream(codec: StreamInfo['codec'], template: CodecParameters, inBand: Buffer | null, keyFrame: Packet): StreamInfo | null {
  const sets = inBand ?? parameterSetsOf(codec, template.extradata ?? Buffer.alloc(0));
  if (sets === null) return null;
  const size = sizeOf(codec, template, sets, keyFrame);
  const codecString = codecStringOf(codec, sets);
  if (size === null || codecString === null) return null;
  const codecpar = new CodecParameters();
  codecpar.alloc();
  checked('copying codec parameters', template.copy(codecpar));
  codecpar.extradata = sets;
  codecpar.width = size.width;
  codecpar.height = size.height;
  return { codec, codecString, ...size, timeBase: { num: 1, den: packetTicksPerSecond }, codecpar };
}
