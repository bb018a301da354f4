import type { RelativeBox } from '../../../electron/contract/geometry.ts';
import { Scene } from '../../../electron/contract/scene.ts';
import { places, placeGround, type PlaceId } from './backgrounds.ts';
import { placeAt, wayOf, type Leg, type Way } from './way.ts';

/** What an actor looks like: somebody on foot, a car from behind, a car from above, a bag. */
export type ActorKind = 'person' | 'car' | 'car-from-above' | 'bag';

export type Actor = {
  /** What the actor is there for, as in "turns round before the line". */
  readonly note: string;
  readonly kind?: ActorKind;
  /** Seconds into the scenario. */
  readonly start: number;
  readonly from: readonly [x: number, y: number];
  readonly legs: readonly Leg[];
  /** Larger or smaller than usual by this factor. */
  readonly size?: number;
};

/** A short film with exact truth: who goes where over an empty place, and what is watched there. */
export type Scenario = {
  readonly id: string;
  readonly place: PlaceId;
  readonly seconds: number;
  readonly scene: Scene;
  readonly actors: readonly Actor[];
};

/** Pictures a second of the films. */
export const filmFps = 10;

export function actorWay(actor: Actor, place: PlaceId): Way {
  return wayOf(actor.start * 1000, actor.from, actor.legs, placeGround(place));
}

/** Width of an object divided by its height, with arms and legs, roughly. */
const shape: Readonly<Record<ActorKind, number>> = { person: 0.42, car: 1.15, 'car-from-above': 0.6, bag: 1 };
/** Height of an object in people's heights. */
export const stature: Readonly<Record<ActorKind, number>> = { person: 1, car: 0.85, 'car-from-above': 1, bag: 0.34 };

/** Where an actor is in the picture, roughly, at a time; null when it is not there. */
export function actorBox(actor: Actor, way: Way, place: PlaceId, at: number): RelativeBox | null {
  const foot = placeAt(way, at);
  if (foot === null) return null;
  const kind = actor.kind ?? 'person';
  const { width, height } = places[place].made;
  const tall = placeGround(place).heightAt(foot) * stature[kind] * (actor.size ?? 1);
  const wide = (tall * shape[kind] * height) / width;
  return { left: foot.x - wide / 2, top: foot.y - tall * (1 + foot.lift), width: wide, height: tall };
}

export type SceneParts = {
  readonly zone?: readonly (readonly [number, number])[];
  readonly line?: readonly [from: readonly [number, number], to: readonly [number, number]];
  readonly behavior: string;
  readonly settings?: Readonly<Record<string, unknown>>;
};

/** A scene with one rule and what it needs. */
export function sceneWith({ zone, line, behavior, settings = {} }: SceneParts): Scene {
  const point = ([x, y]: readonly [number, number]): { x: number; y: number } => ({ x, y });
  return Scene.parse({
    zones: zone === undefined ? [] : [{ id: 'zone', name: 'Zone', points: zone.map(point) }],
    lines: line === undefined ? [] : [{ id: 'line', name: 'Line', from: point(line[0]), to: point(line[1]) }],
    behaviors: [{ id: 'rule', behavior, ...(zone && { zone: 'zone' }), ...(line && { line: 'line' }), settings }],
  });
}
