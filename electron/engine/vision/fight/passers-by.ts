import type { RelativePoint } from '../../../contract/geometry.ts';
import type { Track } from '../observation.ts';

/** Over so long a walk is looked at; one that is known for less than the second of them is not judged. */
const walkMs = 1600;
const leastKnownMs = 800;
/** Somebody who goes at least so many of his heights a second, and hardly anything but straight, is walking by. */
const leastHeightsPerSecond = 0.35;
const leastStraight = 0.85;
/** Steps shorter in time are the box's trembling. */
const stepMs = 390;

type Foothold = { readonly at: number; readonly foot: RelativePoint; readonly height: number };

function distance(a: RelativePoint, b: RelativePoint, aspect: number): number {
  return Math.hypot((a.x - b.x) * aspect, a.y - b.y);
}

/** Of footholds in order: whether they are those of somebody who walks straight on. */
function walksBy(footholds: readonly Foothold[], aspect: number): boolean {
  const first = footholds[0];
  const last = footholds.at(-1);
  if (first === undefined || last === undefined || last.at - first.at < leastKnownMs) return false;
  const net = distance(first.foot, last.foot, aspect);
  let path = 0;
  let before = first;
  for (const foothold of footholds) {
    if (foothold.at - before.at < stepMs && foothold !== last) continue;
    path += distance(before.foot, foothold.foot, aspect);
    before = foothold;
  }
  return net >= (leastHeightsPerSecond * Math.max(first.height, last.height) * (last.at - first.at)) / 1000 && net >= leastStraight * path;
}

/** Says of tracks seen in order which persons are walking by: they are on their way, and do not fight. */
export function createPassersBy(): (at: number, tracks: readonly Track[], aspect: number) => ReadonlySet<number> {
  const known = new Map<number, Foothold[]>();
  return (at, tracks, aspect) => {
    for (const { id, box, class: kind, seenAt } of tracks) {
      if (kind !== 'person' || seenAt < at) continue;
      const past = known.get(id)?.filter((foothold) => foothold.at < at) ?? [];
      known.set(id, [...past, { at, foot: { x: box.left + box.width / 2, y: box.top + box.height }, height: box.height }]);
    }
    const passing = new Set<number>();
    for (const [id, footholds] of known) {
      const recent = footholds.filter((foothold) => at - foothold.at <= walkMs);
      if (recent.length === 0) known.delete(id);
      else known.set(id, recent);
      if (walksBy(recent, aspect)) passing.add(id);
    }
    return passing;
  };
}
