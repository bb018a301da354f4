import { execFile } from 'node:child_process';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { background, places, type PlaceId } from '../eval/composed/backgrounds.ts';
import { cacheFolder, keyOf } from '../eval/composed/cache.ts';
import { footage } from '../support/footage.ts';

/** Of a film's minute somebody or something is there for the first number of seconds; then the place is empty. */
export const activitySeconds = { moderate: 20, busy: 60 } as const;
export type Activity = keyof typeof activitySeconds;

/** @throws Error for what is no activity */
export function activityOf(name: string): Activity {
  if (name !== 'moderate' && name !== 'busy') throw new Error(`${name} is neither moderate nor busy`);
  return name;
}

export const filmSeconds = 60;
export const filmFps = 25;

/** What each of eight cameras sees; the clips are those of `places`, from so many seconds on. */
const cameras: readonly { readonly place: PlaceId; readonly from: number }[] = [
  { place: 'square', from: 0 },
  { place: 'hall', from: 0 },
  { place: 'motorway', from: 0 },
  { place: 'corridor', from: 0 },
  { place: 'square', from: 40 },
  { place: 'hall', from: 6 },
  { place: 'car-park', from: 0 },
  { place: 'corridor', from: 8 },
];

/**
 * What eight cameras send: H.264 byte streams of a minute, 768x576 with a sensor's noise, 25 frames a second at 1 Mbit/s with a
 * key frame every 2 s. `moderate`: real footage of five places for a third of the minute, at another time for each camera, and the
 * empty place for the rest. `busy`: PETS's crossing with its people all the time. Null (saying so) where the footage is missing.
 */
export async function activityVideos(activity: Activity): Promise<readonly string[] | null> {
  const films: string[] = [];
  for (const [index, { place, from }] of cameras.entries()) {
    const film = activity === 'busy' ? await activityVideo('square', 2 * index, 0, activity) : await activityVideo(place, from, (index * (filmSeconds - activitySeconds.moderate)) / (cameras.length - 1), activity);
    if (film === null) return null;
    films.push(film);
  }
  return films;
}

async function activityVideo(place: PlaceId, from: number, emptyFirst: number, activity: Activity): Promise<string | null> {
  const empty = await background(place);
  if (empty === null) return null;
  const seconds = activitySeconds[activity];
  const file = join(cacheFolder, `activity-1-${keyOf([place, from, emptyFirst, seconds])}.h264`);
  if (existsSync(file)) return file;
  const { width, height, data } = empty.picture;
  const still = `${file}.ppm`;
  writeFileSync(still, Buffer.concat([Buffer.from(`P6 ${width} ${height} 255\n`), data]));
  // Twice, since some places' clips are shorter than what is asked for.
  const clips = [...places[place].clips, ...places[place].clips].map((clip) => footage(clip) ?? '');
  // A length of 0 would be no limit.
  const pause = (length: number): string[] => ['-loop', '1', '-framerate', String(filmFps), '-t', String(Math.max(length, 1 / filmFps)), '-i', still];
  const inputs = [...pause(emptyFirst), ...clips.flatMap((clip) => ['-i', clip]), ...pause(filmSeconds - emptyFirst - seconds)];
  const look = `scale=768:576,setsar=1,format=yuv420p,fps=${filmFps}`;
  const graph = [
    `[0:v]${look}[before]`,
    ...clips.map((_, index) => `[${index + 1}:v]${look}[clip${index}]`),
    `${clips.map((_, index) => `[clip${index}]`).join('')}concat=n=${clips.length},trim=start=${from}:duration=${seconds},setpts=PTS-STARTPTS[activity]`,
    `[${clips.length + 1}:v]${look}[after]`,
    '[before][activity][after]concat=n=3,noise=alls=12:allf=t[film]',
  ].join(';');
  const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-b:v', '1000k', '-maxrate', '1200k', '-bufsize', '1000k', '-x264-params', 'keyint=50:min-keyint=50:scenecut=0:bframes=0:repeat-headers=1'];
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', ...inputs, '-filter_complex', graph, '-map', '[film]', '-frames:v', String(filmSeconds * filmFps), ...encoder, '-f', 'h264', `${file}.part`]);
  renameSync(`${file}.part`, file);
  return file;
}
