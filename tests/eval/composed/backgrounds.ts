import { deserialize, serialize } from 'node:v8';
import { footage } from '../../support/footage.ts';
import { fileHash, keyOf, kept, makerHash } from './cache.ts';
import type { Occluder } from './canvas.ts';
import { groundOf, type Ground, type Perspective } from './ground.ts';
import { medianPicture, resized, type Rgb } from './picture.ts';
import { rawFrames } from './raw-video.ts';

export type Place = Omit<Perspective, 'aspect'> & {
  readonly title: string;
  /** Clips of one camera that stands still. */
  readonly clips: readonly string[];
  /** Every so many pictures of each clip go into the median. */
  readonly step: number;
  /** Size in which the clips are, and size that is made of it. */
  readonly source: { readonly width: number; readonly height: number };
  readonly made: { readonly width: number; readonly height: number };
  readonly occluders?: readonly Occluder[];
  /** Light of the place on somebody from elsewhere, each channel. */
  readonly tint?: readonly [number, number, number];
};

const fightClips = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `fights/noFight/nofi${String(from + i).padStart(3, '0')}.mp4`);

/** Places without anybody in them: what is there most of the time. Heights of people were read off the footage. */
export const places = {
  square: {
    title: 'PETS 2009, a paved crossing outdoors', clips: ['pets09-s2l1/vtest.avi'], step: 17,
    source: { width: 768, height: 576 }, made: { width: 768, height: 576 },
    heightAtTop: 0.033, heightGrowth: 0.228, depthStretch: 2.2,
    occluders: [{ base: 392, rects: [[421, 60, 430, 202], [413, 202, 446, 244], [427, 244, 438, 392]] }],
  },
  hall: {
    title: 'a passage indoors, camera at its end', clips: fightClips(62, 68), step: 9,
    source: { width: 704, height: 480 }, made: { width: 704, height: 480 },
    heightAtTop: 0.13, heightGrowth: 0.5, depthStretch: 2.6,
  },
  corridor: {
    title: 'a dim corridor with a lobby', clips: fightClips(69, 76), step: 9,
    source: { width: 704, height: 480 }, made: { width: 704, height: 480 },
    heightAtTop: 0.12, heightGrowth: 0.5, depthStretch: 2.6, tint: [1, 0.9, 0.75],
  },
  motorway: {
    title: 'a motorway, cars leaving the camera', clips: ['vehicles/highway-rear.avi'], step: 10,
    source: { width: 320, height: 240 }, made: { width: 640, height: 480 },
    heightAtTop: 0.041, heightGrowth: 0.2, depthStretch: 3,
  },
  'car-park': {
    title: 'a car park from straight above', clips: ['vehicles/parking-top-view.mp4'], step: 8,
    source: { width: 768, height: 432 }, made: { width: 768, height: 432 },
    heightAtTop: 0.2, heightGrowth: 0, depthStretch: 1,
  },
} as const satisfies Record<string, Place>;

export type PlaceId = keyof typeof places;
export type Background = { readonly id: PlaceId; readonly picture: Rgb; readonly ground: Ground };

/** The ground of a place, which does not need its footage. */
export function placeGround(id: PlaceId): Ground {
  const { made, ...perspective } = places[id];
  return groundOf({ ...perspective, aspect: made.width / made.height });
}

async function emptyPicture({ clips, step, source, made }: Place, files: readonly string[]): Promise<Rgb> {
  const pictures: Rgb[] = [];
  for (const [i] of clips.entries())
    for await (const picture of rawFrames(files[i] ?? '', source.width, source.height, step)) pictures.push(picture);
  const empty = medianPicture(pictures);
  return made.width === source.width ? empty : resized(empty, made.width, made.height);
}

/** A place's empty picture, or null (saying so) where its footage is missing. */
export async function background(id: PlaceId): Promise<Background | null> {
  const place: Place = places[id];
  const files = place.clips.map((clip) => footage(clip));
  if (!files.every((file) => file !== null)) return null;
  const name = `place-${id}-${keyOf([files.map(fileHash), place, makerHash('picture.ts', 'raw-video.ts')])}`;
  const picture = deserialize(await kept(name, async () => serialize(await emptyPicture(place, files)))) as Rgb;
  return { id, picture, ground: placeGround(id) };
}
