import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { background, places, type Background, type Place } from './backgrounds.ts';
import { cacheFolder, keyOf, makerHash } from './cache.ts';
import { canvas, sensorOf } from './canvas.ts';
import { costumeFor, poser, type Costume } from './costume.ts';
import { randomFrom, seedOf } from './random.ts';
import { videoWriter } from './raw-video.ts';
import { actorWay, filmFps, stature, type ActorKind, type Scenario } from './scenario.ts';

export type Wardrobe = Readonly<Record<ActorKind, readonly Costume[]>>;

/** The pictures of a scenario, one after another; a picture is only good until the next is asked for. */
export function* pictures(scenario: Scenario, { picture, ground }: Background, wardrobe: Wardrobe, seed: number): Generator<Uint8Array, void, undefined> {
  const { width, height } = picture;
  const place: Place = places[scenario.place];
  const random = randomFrom(seedOf(scenario.id) ^ seed);
  const drawn = canvas(picture, place.occluders ?? [], place.tint ?? [1, 1, 1]);
  const sensor = sensorOf(picture.data.length, Math.floor(random() * 2 ** 32));
  const worn = new Set<string>();
  const actors = scenario.actors.map((actor) => {
    const kind = actor.kind ?? 'person';
    const way = actorWay(actor, scenario.place);
    const free = wardrobe[kind].filter(({ id }) => !worn.has(id));
    const costume = costumeFor(free.length > 0 ? free : wardrobe[kind], way, width / height, random());
    worn.add(costume.id);
    return { size: (actor.size ?? 1) * stature[kind], pose: poser(costume, way, ground, width / height) };
  });
  for (let n = 0; n < scenario.seconds * filmFps; n++) {
    const at = (n * 1000) / filmFps;
    drawn.clear();
    const poses = actors.flatMap(({ size, pose }) => {
      const shown = pose(at);
      return shown === null ? [] : [{ size, ...shown }];
    });
    for (const { size, cutOut, frame, x, y, lift } of poses.sort((a, b) => a.y - b.y)) {
      const tall = ground.heightAt({ x, y }) * size * height;
      drawn.draw(frame, x * width, y * height - lift * tall, tall / cutOut.size);
    }
    yield sensor(drawn.data, at);
  }
}

const makers = ['film.ts', 'canvas.ts', 'costume.ts', 'way.ts', 'ground.ts', 'random.ts', 'raw-video.ts', 'scenario.ts', 'people.ts', 'cars.ts', 'bags.ts', 'mask.ts', 'cut-out.ts', 'backgrounds.ts', 'picture.ts'];

/** The film of a scenario, kept under the hash of all that it is made from; null where the place's footage is missing. */
export async function film(scenario: Scenario, wardrobe: Wardrobe, seed: number): Promise<string | null> {
  const empty = await background(scenario.place);
  if (empty === null || scenario.actors.some(({ kind }) => wardrobe[kind ?? 'person'].length === 0)) return null;
  const { id, place, seconds, actors } = scenario;
  const file = join(cacheFolder, `film-${keyOf([id, place, seconds, actors, seed, makerHash(...makers)])}.mp4`);
  if (existsSync(file)) return file;
  mkdirSync(cacheFolder, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  const { width, height } = empty.picture;
  const writer = videoWriter(unfinished, { width, height, fps: filmFps });
  for (const picture of pictures(scenario, empty, wardrobe, seed)) await writer.write(picture);
  await writer.end();
  renameSync(unfinished, file);
  return file;
}
