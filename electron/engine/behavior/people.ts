import type { Observation, Skeleton } from '../vision/observation.ts';
import { bodyHeight, extentOf, isLevel, postureOf, type Posture } from './posture.ts';

/** Somebody whose body is followed over time, also where the detector does not see him. */
export type Person = {
  readonly id: number;
  /** The detector's track that was last his; null when there was none. */
  readonly track: number | null;
  /** What was seen of him in the last seconds, the newest last. */
  readonly postures: readonly Posture[];
  /** How high he is upright, from the time when he was last seen so. */
  readonly height: number;
};

/** From this confidence on a skeleton is somebody new; a weaker one can only continue somebody. */
const newPerson = 0.2;
/** Postures are remembered so long. */
const rememberMs = 5000;
/** Somebody not seen for longer is forgotten; whoever lies does not go away and is remembered longer. */
const forgetMs = 4000;
const forgetLyingMs = 60_000;
/** How far somebody may be from where he was, in his own heights, at once and for every second since. */
const reachAtOnce = 0.35;
const reachPerSecond = 1;
const growingForMs = 2000;
/** His height is learnt anew from upright postures with this time constant. */
const heightMs = 4000;

type Followed = { id: number; track: number | null; postures: Posture[]; height: number };

function distance(person: Followed, posture: Posture): number {
  const last = person.postures.at(-1);
  if (last === undefined) return Infinity;
  const dx = (last.left + last.right - posture.left - posture.right) / 2;
  const dy = (last.top + last.bottom - posture.top - posture.bottom) / 2;
  const scale = Math.max(person.height, extentOf(posture));
  const seconds = Math.min(growingForMs, posture.at - last.at) / 1000;
  return Math.hypot(dx, dy) / scale / (reachAtOnce + reachPerSecond * seconds);
}

function isRemembered({ postures }: Followed, at: number): boolean {
  const last = postures.at(-1);
  return last !== undefined && at - last.at <= (isLevel(last) ? forgetLyingMs : forgetMs);
}

/** The height follows upright bodies quickly when they are higher than was known and slowly when they are lower. */
function learnHeight(person: Followed, posture: Posture): void {
  const seen = bodyHeight(posture);
  if (seen >= person.height) {
    person.height = seen;
    return;
  }
  // Somebody bent or lying says nothing about his height.
  if (posture.trunkAngle > 30 || posture.bottom - posture.top < 1.5 * (posture.right - posture.left)) return;
  const last = person.postures.at(-1);
  const elapsedMs = last === undefined ? 0 : posture.at - last.at;
  person.height += (seen - person.height) * (1 - Math.exp(-elapsedMs / heightMs));
}

/**
 * Follows bodies from picture to picture by where they are. Tells those seen in the observation given; of an observation in
 * which nobody looked for bodies it tells nothing. The answers depend only on the observations given in order.
 */
export function makePeople(): (observation: Observation) => readonly Person[] {
  let people: Followed[] = [];
  let nextId = 1;

  return (observation) => {
    const { at, skeletons } = observation;
    if (skeletons === undefined) return [];
    const found = skeletons.map((skeleton) => ({ skeleton, posture: postureOf(skeleton, observation) }));
    const pairs = people
      .flatMap((person) =>
        found.map(({ skeleton, posture }) => {
          const sameTrack = skeleton.track !== null && skeleton.track === person.track;
          return { person, skeleton, posture, distance: sameTrack ? Math.min(0.5, distance(person, posture)) : distance(person, posture) };
        }),
      )
      .filter((pair) => pair.distance <= 1)
      .sort((a, b) => a.distance - b.distance || a.person.id - b.person.id);
    const seen: Followed[] = [];
    const taken = new Set<Skeleton>();
    for (const { person, skeleton, posture } of pairs) {
      if (seen.includes(person) || taken.has(skeleton)) continue;
      taken.add(skeleton);
      seen.push(person);
      learnHeight(person, posture);
      person.track = skeleton.track ?? person.track;
      person.postures = [...person.postures.filter((past) => at - past.at <= rememberMs), posture];
    }
    for (const { skeleton, posture } of found) {
      if (taken.has(skeleton) || skeleton.confidence < newPerson) continue;
      const person = { id: nextId++, track: skeleton.track, postures: [posture], height: bodyHeight(posture) };
      people.push(person);
      seen.push(person);
    }
    people = people.filter((person) => isRemembered(person, at));
    return seen;
  };
}
