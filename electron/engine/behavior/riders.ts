import type { RelativeBox } from '../../contract/geometry.ts';
import { kin } from '../vision/kinship.ts';
import type { Observation } from '../vision/observation.ts';

/** How long back it is asked whether somebody and a two-wheeler were together, and in which share of the pictures. */
const rememberMs = 2000;
const leastShare = 0.3;
/** Once may be chance. */
const fewest = 2;
/** Whoever rides stays at one place of the two-wheeler, within this share of its width; whoever passes does not. */
const seat = 0.2;

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

type Moment = { readonly at: number; readonly over: readonly { readonly wheels: number; readonly offset: number }[] };

/** In how many of the moments somebody was at the same place of one two-wheeler. */
function longestTogether(moments: readonly Moment[]): number {
  const byWheels = Map.groupBy(moments.flatMap(({ over }) => over), ({ wheels }) => wheels);
  const counts = [...byWheels.values()].map((seen) => {
    const middle = seen.map(({ offset }) => offset).sort((a, b) => a - b)[Math.floor(seen.length / 2)] ?? 0;
    return seen.filter(({ offset }) => Math.abs(offset - middle) <= seat).length;
  });
  return Math.max(0, ...counts);
}

/**
 * Tells who rides a bicycle or motorcycle: one and the same two-wheeler was under the person, and went along, in a good part
 * of the last two seconds. Whoever runs past a row of parked bicycles is not riding; whoever stands over one seems to.
 */
export function watchRiders(): (observation: Observation) => ReadonlySet<number> {
  const pasts = new Map<number, Moment[]>();
  return ({ at, tracks }) => {
    for (const [id, past] of pasts) if (at - (past.at(-1)?.at ?? -Infinity) > rememberMs) pasts.delete(id);
    const twoWheelers = tracks.filter((track) => track.seenAt >= at && kin(track.class) === 'two-wheeler');
    const riders = new Set<number>();
    for (const { id, class: kind, seenAt, box } of tracks) {
      if (seenAt < at || kind !== 'person') continue;
      const over = twoWheelers
        .filter((wheels) => carries(wheels.box, box))
        .map((wheels) => ({ wheels: wheels.id, offset: (box.left + box.width / 2 - wheels.box.left) / wheels.box.width }));
      const past = [...(pasts.get(id) ?? []).filter((one) => at - one.at <= rememberMs), { at, over }];
      pasts.set(id, past);
      const together = longestTogether(past);
      if (together >= fewest && together >= leastShare * past.length) riders.add(id);
    }
    return riders;
  };
}
