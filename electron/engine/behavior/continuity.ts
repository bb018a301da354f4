import type { RelativeBox, RelativePoint } from '../../contract/geometry.ts';
import type { Observation, Track } from '../vision/observation.ts';
import { kin, type Kin } from '../vision/kinship.ts';
import { centreOf } from './geometry.ts';

/** An object found again later than this is taken for another one. */
const longestGapMs = 2500;
/** How many of its own sizes an object may be off the place where it was expected. */
const farthest = 1;
/** Sizes may differ by this factor: somebody half hidden is half as high. */
const sizeFactor = 2.5;
const forgetMs = 30_000;

/** Where an object was last seen, under which of the tracker's ids, and how it moved (relative units per ms). */
type Sighting = {
  readonly label: number;
  readonly trackId: number;
  readonly at: number;
  readonly box: RelativeBox;
  readonly kin: Kin;
  readonly velocity: RelativePoint;
};

function sight(track: Track, label: number, at: number, before: Sighting | undefined): Sighting {
  const centre = centreOf(track.box);
  let velocity = before?.velocity ?? { x: 0, y: 0 };
  if (before !== undefined && at > before.at) {
    const was = centreOf(before.box);
    const now = { x: (centre.x - was.x) / (at - before.at), y: (centre.y - was.y) / (at - before.at) };
    velocity = { x: (velocity.x + now.x) / 2, y: (velocity.y + now.y) / 2 };
  }
  return { label, trackId: track.id, at, box: track.box, kin: kin(track.class), velocity };
}

/**
 * How far, in its own sizes, the found object began from where the lost one was expected; null when it is another one. A
 * track is reported some pictures after its first detection, and fast objects are elsewhere and of another size by then.
 */
function mismatch(lost: Sighting, found: Track, at: number): number | null {
  const begun = found.firstBox === undefined ? { at, box: found.box } : { at: found.firstAt, box: found.firstBox };
  const gapMs = begun.at - lost.at;
  // Both were seen at once if the lost one was still there when the found one began.
  if (gapMs <= 0 || gapMs > longestGapMs || lost.at >= found.firstAt || lost.kin !== kin(found.class)) return null;
  const ratio = (begun.box.width * begun.box.height) / (lost.box.width * lost.box.height);
  if (!(ratio <= sizeFactor && ratio >= 1 / sizeFactor)) return null;
  const was = centreOf(lost.box);
  const now = centreOf(begun.box);
  const dx = now.x - was.x - lost.velocity.x * gapMs;
  const dy = now.y - was.y - lost.velocity.y * gapMs;
  const distance = Math.max(
    (2 * Math.abs(dx)) / (lost.box.width + begun.box.width),
    (2 * Math.abs(dy)) / (lost.box.height + begun.box.height),
  );
  return distance <= farthest ? distance : null;
}

/** The other witnesses name tracks too: they get the same ids. */
function withLabels(observation: Observation, labels: ReadonlyMap<number, number>): Observation {
  const labelOf = (id: number): number => labels.get(id) ?? id;
  const { skeletons, fights, things } = observation;
  return {
    ...observation,
    ...(skeletons && { skeletons: skeletons.map((skeleton) => ({ ...skeleton, track: skeleton.track === null ? null : labelOf(skeleton.track) })) }),
    ...(fights && { fights: fights.map((view) => ({ ...view, tracks: view.tracks.map(labelOf) })) }),
    ...(things && { things: things.map((thing) => ({ ...thing, carrier: thing.carrier === null ? null : labelOf(thing.carrier) })) }),
  };
}

/**
 * Gives an object that was lost and found under a new track id near the expected place within a couple of seconds its first
 * id back, so that behaviours and events go on where they were. Hidden tracks whose object was found are left out.
 * The answers depend only on the observations given in order.
 */
export function makeContinuity(): (observation: Observation) => Observation {
  const sightings = new Map<number, Sighting>();
  const labels = new Map<number, number>();

  const adopt = (newcomers: readonly Track[], seenIds: ReadonlySet<number>, at: number): void => {
    const lost = [...sightings.values()].filter(({ trackId }) => !seenIds.has(trackId));
    const pairs = newcomers
      .flatMap((track) => lost.map((sighting) => ({ track, sighting, distance: mismatch(sighting, track, at) })))
      .filter((pair): pair is typeof pair & { distance: number } => pair.distance !== null)
      .sort((a, b) => a.distance - b.distance || a.track.id - b.track.id);
    const taken = new Set<number>();
    for (const { track, sighting } of pairs) {
      if (labels.has(track.id) || taken.has(sighting.label)) continue;
      labels.set(track.id, sighting.label);
      taken.add(sighting.label);
    }
    for (const track of newcomers) if (!labels.has(track.id)) labels.set(track.id, track.id);
  };

  return (observation) => {
    const { at } = observation;
    for (const [label, { at: seenAt }] of sightings) {
      if (at - seenAt <= forgetMs) continue;
      sightings.delete(label);
      for (const [id, given] of labels) if (given === label) labels.delete(id);
    }
    const seen = observation.tracks.filter(({ seenAt }) => seenAt >= at).sort((a, b) => a.id - b.id);
    adopt(
      seen.filter(({ id }) => !labels.has(id)),
      new Set(seen.map(({ id }) => id)),
      at,
    );

    const used = new Set<number>();
    const result: Track[] = [];
    for (const track of seen) {
      let label = labels.get(track.id) ?? track.id;
      // Two tracks of one label in one picture are two objects after all: the newer one gets its own id.
      if (used.has(label)) label = track.id;
      labels.set(track.id, label);
      used.add(label);
      sightings.set(label, sight(track, label, at, sightings.get(label)));
      result.push({ ...track, id: label });
    }
    for (const track of observation.tracks) {
      const label = labels.get(track.id) ?? track.id;
      if (track.seenAt >= at || used.has(label)) continue;
      used.add(label);
      result.push({ ...track, id: label });
    }
    return withLabels({ ...observation, tracks: result }, labels);
  };
}
