import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { background, type PlaceId } from './backgrounds.ts';
import { cacheFolder, keyOf, makerHash } from './cache.ts';
import { sensorOf } from './canvas.ts';
import { resized } from './picture.ts';
import { randomFrom, seedOf } from './random.ts';
import { videoWriter } from './raw-video.ts';

const fps = 5;
/** Pictures are as large as a camera's second stream: half the place's sides. */
const smaller = 2;
export const stillMinutes = 12;

/** How much darker a cloud makes it, how long it takes to come and to go, s, and how often one comes. */
const cloud = { darker: 0.3, edge: 12, everyS: 150 };
/** A lamp goes off or on at once, every so often. */
const lamp = { darker: 0.18, everyS: 200 };

type Span = { readonly from: number; readonly to: number };

/** Spans of time, s, that come about every `everyS` and last up to that long. */
function spans(random: () => number, everyS: number): Span[] {
  const found: Span[] = [];
  for (let at = everyS * random(); at < stillMinutes * 60; at += everyS * (0.5 + random())) {
    const to = at + everyS * (0.1 + 0.5 * random());
    found.push({ from: at, to });
    at = to;
  }
  return found;
}

/** Light of the whole place at a time, s; 1 is the place's own. */
function lightOf(seed: number): (at: number) => number {
  const random = randomFrom(seed);
  const [clouds, lamps] = [spans(random, cloud.everyS), spans(random, lamp.everyS)];
  return (at) => {
    const under = Math.max(0, ...clouds.map(({ from, to }) => Math.min(1, (at - from) / cloud.edge, (to - at) / cloud.edge)));
    const isOff = lamps.some(({ from, to }) => at >= from && at < to);
    return (1 - cloud.darker * under) * (isOff ? 1 - lamp.darker : 1);
  };
}

/**
 * A film of an empty place for `stillMinutes`: the sensor's noise and drifting gain, clouds, lamps that are switched, and what the
 * encoder makes of them. Five pictures a second, since no more are analysed. Null where the place's footage is missing.
 */
export async function stillFilm(place: PlaceId, number: number): Promise<string | null> {
  const empty = await background(place);
  if (empty === null) return null;
  const file = join(cacheFolder, `still-${keyOf([place, number, stillMinutes, fps, smaller, cloud, lamp, makerHash('still.ts', 'canvas.ts', 'random.ts', 'raw-video.ts', 'backgrounds.ts', 'picture.ts')])}.mp4`);
  if (existsSync(file)) return file;
  const even = (length: number): number => 2 * Math.round(length / smaller / 2);
  const picture = resized(empty.picture, even(empty.picture.width), even(empty.picture.height));
  const seed = seedOf(`${place} ${number}`);
  const [light, sensor] = [lightOf(seed), sensorOf(picture.data.length, seed)];
  mkdirSync(cacheFolder, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  const writer = videoWriter(unfinished, { width: picture.width, height: picture.height, fps });
  const lit = new Uint8ClampedArray(picture.data.length);
  for (let n = 0; n < stillMinutes * 60 * fps; n++) {
    const gain = light(n / fps);
    for (let i = 0; i < lit.length; i++) lit[i] = (picture.data[i] ?? 0) * gain;
    await writer.write(sensor(new Uint8Array(lit.buffer), (n * 1000) / fps));
  }
  await writer.end();
  renameSync(unfinished, file);
  return file;
}
