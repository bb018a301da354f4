import { deserialize, serialize } from 'node:v8';
import { footage } from '../../support/footage.ts';
import { seenFrames } from '../seen-frames.ts';
import { fileHash, kept, makerHash } from './cache.ts';
import { cutFrame, type CutOut } from './cut-out.ts';
import { medianPicture, type PixelRect, type Rgb } from './picture.ts';
import { rawFrames } from './raw-video.ts';

const clip = 'vehicles/highway-rear.avi';
const size = { width: 320, height: 240 };
const room = 5;
/** Cars seen as surely as this, near the camera, whole and alone. Films show them up to 70 pixels high: smaller ones would be blurs. */
const wanted = { confidence: 0.5, leastHeight: 34, most: 12, framesApart: 25 };

type Sight = { readonly index: number; readonly box: PixelRect; readonly confidence: number };

const near = (a: PixelRect, b: PixelRect): boolean =>
  a.left - room < b.left + b.width && b.left - room < a.left + a.width && a.top - room < b.top + b.height && b.top - room < a.top + a.height;

/** What the shipped detector takes for cars that nothing else touches. */
async function lonelyCars(file: string): Promise<Sight[]> {
  const frames = await seenFrames(file, 5);
  return frames.flatMap(({ index, detections }) => {
    const boxes = detections
      .filter(({ confidence }) => confidence > 0.25)
      .map(({ box, confidence }) => ({
        index,
        confidence,
        box: { left: box.left * size.width, top: box.top * size.height, width: box.width * size.width, height: box.height * size.height },
      }));
    return boxes.filter(
      ({ box, confidence }, i) =>
        confidence >= wanted.confidence && box.height >= wanted.leastHeight && box.left > room && box.top > room &&
        box.left + box.width < size.width - room && box.top + box.height < size.height - room &&
        !boxes.some((other, j) => j !== i && near(other.box, box)),
    );
  });
}

async function cutCars(file: string): Promise<CutOut[]> {
  const pictures: Rgb[] = [];
  for await (const picture of rawFrames(file, size.width, size.height)) pictures.push(picture);
  const background = medianPicture(pictures.filter((_, i) => i % 10 === 0));
  const cut: { readonly index: number; readonly cutOut: CutOut }[] = [];
  for (const { index, box } of (await lonelyCars(file)).sort((a, b) => b.confidence - a.confidence)) {
    const picture = pictures[index];
    if (picture === undefined || cut.some((other) => Math.abs(other.index - index) < wanted.framesApart)) continue;
    const left = Math.floor(box.left - room);
    const top = Math.floor(box.top - room);
    const rect = { left, top, width: Math.ceil(box.left + box.width + room) - left, height: Math.ceil(box.top + box.height + room) - top };
    const frame = cutFrame(picture, background, rect);
    if (frame === null || frame.box.height < box.height * 0.8 || frame.box.height > box.height * 1.2 || frame.box.width < box.width * 0.75) continue;
    cut.push({ index, cutOut: { id: `car-${index}`, heading: { x: 0, y: 0 }, stride: 0, size: frame.box.height, standing: 0, frames: [frame] } });
    if (cut.length === wanted.most) break;
  }
  return cut.map(({ cutOut }) => cutOut);
}

/** Cars of the motorway from behind; null (saying so) where the footage is missing. */
export async function cars(): Promise<readonly CutOut[] | null> {
  const file = footage(clip);
  if (file === null) return null;
  const name = `cars-${fileHash(file).slice(0, 12)}-${makerHash('cars.ts', 'mask.ts', 'cut-out.ts', 'picture.ts', 'raw-video.ts')}`;
  return deserialize(await kept(name, async () => serialize(await cutCars(file)))) as CutOut[];
}
