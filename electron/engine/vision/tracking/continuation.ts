import { overlap } from '../overlap.ts';
import { alikeness, associate, better, expectedOverlap, firstLeap, lastSeenOverlap, type Affinity, type Pairing } from './association.ts';
import { covered, type PixelBox } from './pixel-box.ts';
import { lastSeen, missTrack, seeTrack, type Sighting, type TrackState } from './track-state.ts';
import type { TrackerOptions } from './tracker-options.ts';

export type Newborn = { readonly sighting: Sighting; readonly doubtful: boolean };

/**
 * The tracks of one kin after a picture, seen or missed, and the sightings that begin new ones. Three rounds: sure
 * sightings by the expected box, unsure ones, then what is left of the sure ones by the box last seen. Whom nobody knows the speed of
 * is looked for by colours in the first round too, or a neighbour who is no further away would be taken for him.
 */
export function continueTracks(
  tracks: readonly TrackState[],
  sightings: readonly Sighting[],
  at: number,
  options: TrackerOptions,
  buffer: number,
): { kept: TrackState[]; newborn: readonly Newborn[] } {
  const isSure = (found: Sighting): boolean => found.confidence >= options.high[found.class];
  const sure = sightings.filter(isSure);
  const unsure = sightings.filter((found) => !isSure(found) && found.confidence >= options.unsureShare * options.high[found.class]);

  const { directionWeight: direction, appearanceWeight: appearance } = options;
  const expected = expectedOverlap(options.leastOverlapSure, buffer, { direction, appearance });
  const first = associate(tracks, sure, better(expected, firstLeap(at, options)));
  const second = associate(first.tracks, unsure, whereUnsureIsEnough(at, options, expectedOverlap(options.leastOverlapUnsure, buffer, { direction: 0, appearance })));
  const third = associate(second.tracks, first.sightings, lastSeenOverlap(options.leastOverlapLastSeen, buffer, appearance));
  const pairs: Pairing[] = [...first.pairs, ...second.pairs, ...third.pairs];
  const seen = pairs.map(({ track, sighting }) => seeTrack(track, sighting, isSure(sighting), at, options.noise));
  const kept = [...seen, ...third.tracks.map((track) => missTrack(track, at))].sort((a, b) => a.id - b.id);
  const newborn = third.sightings
    .filter((found) => !seen.some((track) => isPartOf(found, lastSeen(track).box)))
    .map((sighting) => ({ sighting, doubtful: seen.some((track) => overlap(lastSeen(track).box, sighting.box) > options.doubtfulOverlap) }));
  return { kept, newborn };
}

/** A track that was not surely seen for long is continued only by what looks like it: somebody behind a sign, not the sign. */
function whereUnsureIsEnough(at: number, options: TrackerOptions, affinity: Affinity): Affinity {
  return (track, sighting) => {
    const fresh = at - track.sureAt <= options.unsureMs;
    return fresh || (alikeness(track, sighting) ?? 0) >= options.unsureLeastAlike ? affinity(track, sighting) : null;
  };
}

/** A box within a followed one of much greater size is taken for a part of it, not for a further object. */
function isPartOf({ box }: Sighting, whole: PixelBox): boolean {
  return covered(box, whole) > 0.85 && box.width * box.height < 0.6 * whole.width * whole.height;
}
