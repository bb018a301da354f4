import { Decoder, Demuxer, FilterAPI } from 'node-av/api';
import type { PlanarPicture } from '../../electron/engine/media/small-frame.ts';

function roundUp(size: number, multipleOf: number): number {
  return Math.ceil(size / multipleOf) * multipleOf;
}

/** The size of a picture for the detector: longer side `longest`, both sides padded up to multiples of 32. */
export function planarSize(sourceWidth: number, sourceHeight: number, longest: number): Omit<PlanarPicture, 'data'> {
  const scale = longest / Math.max(sourceWidth, sourceHeight);
  const pictureWidth = Math.round(sourceWidth * scale);
  const pictureHeight = Math.round(sourceHeight * scale);
  return { pictureWidth, pictureHeight, width: roundUp(pictureWidth, 32), height: roundUp(pictureHeight, 32) };
}

/** Pictures of a video file as the detector takes them: every `step`-th frame, with its number from 0. */
export function* planarPictures(file: string, longest: number, step: number): Generator<{ index: number; picture: PlanarPicture }> {
  using demuxer = Demuxer.openSync(file);
  const stream = demuxer.video();
  if (!stream) throw new Error(`${file} has no video`);
  using decoder = Decoder.createSync(stream);
  const size = planarSize(stream.codecpar.width, stream.codecpar.height, longest);
  using filter = FilterAPI.create(
    `scale=${size.pictureWidth}:${size.pictureHeight},format=gbrp,pad=${size.width}:${size.height}:0:0`,
  );
  let index = 0;
  for (const decoded of decoder.framesSync(demuxer.packetsSync(stream.index))) {
    if (decoded === null) continue;
    using frame = decoded;
    if (index++ % step !== 0) continue;
    for (const made of filter.processAllSync(frame)) {
      using small = made;
      yield { index: index - 1, picture: { ...size, data: Uint8Array.from(small.toBuffer()) } };
    }
  }
}
