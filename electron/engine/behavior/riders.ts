import type { RelativeBox } from '../../contract/geometry.ts';
import { kin } from '../vision/kinship.ts';
import type { Observation } from '../vision/observation.ts';

/** How long back it is asked whether somebody and a two-wheeler were together, and in which share of the pictures. */
const rememberMs = 2000;
const leastShare = 0.3;

/** The two-wheeler is under the person: beside each other they would overlap less. */
function carries(wheels: RelativeBox, person: RelativeBox): boolean {
  const middle = person.left + person.width / 2;
  const overlap = Math.min(wheels.top + wheels.height, person.top + person.height) - Math.max(wheels.top, person.top);
  return (
    middle >= wheels.left &&
    middle <= wheels.left + wheels.width &&
    overlap >= 0.15 * person.height &&
    wheels.top > person.top + 0.1 * person.height &&
    wheels.top + wheels.height > person.top + 0.7 * person.height
  );
}

/**
 * Tells who rides a bicycle or motorcycle: one and the same two-wheeler was under the person in a good part of the last two
 * seconds. Whoever runs along a row of parked bicycles passes each in a moment.
 */
export function watchRiders(): (observation: Observation) => ReadonlySet<number> {
  const pasts = new Map<number, { at: number; wheels: number[] }[]>();
  return ({ at, tracks }) => {
    for (const [id, past] of pasts) if (at - (past.at(-1)?.at ?? -Infinity) > rememberMs) pasts.delete(id);
    const twoWheelers = tracks.filter((track) => track.seenAt >= at && kin(track.class) === 'two-wheeler');
    const riders = new Set<number>();
    for (const track of tracks) {
      if (track.seenAt < at || track.class !== 'person') continue;
      const past = (pasts.get(track.id) ?? []).filter((one) => at - one.at <= rememberMs);
      past.push({ at, wheels: twoWheelers.filter(({ box }) => carries(box, track.box)).map(({ id }) => id) });
      pasts.set(track.id, past);
      const together = new Map<number, number>();
      for (const id of past.flatMap(({ wheels }) => wheels)) together.set(id, (together.get(id) ?? 0) + 1);
      if (Math.max(0, ...together.values()) >= leastShare * past.length) riders.add(track.id);
      if (together.size === 0) riders.delete(track.id);
    }
    return riders;
  };
}
