import type { RelativeBox } from '../../../contract/geometry.ts';
import { enclosing } from '../enclosing.ts';
import type { Track } from '../observation.ts';
import { overlap } from '../overlap.ts';
import { closeGroups, type CloseGroup } from './closeness.ts';
import { createPassersBy } from './passers-by.ts';

/** People who were close to one another so long ago still count; they hide one another. */
const closeForMs = 2000;
/** A person found where a track is, by the overlap of the boxes, is that track. */
const sameOverlap = 0.3;

type Person = { readonly box: RelativeBox; readonly track: number | null };

export type ClosePlaces = {
  /** Learns where people are, of a picture that was looked at, and who of them is followed. */
  readonly saw: (at: number, people: readonly RelativeBox[], tracks: readonly Track[], aspect: number) => void;
  /** Where people have been close to one another lately; who walks by does not count, nor did he before that was clear. */
  readonly places: (at: number) => readonly CloseGroup[];
};

function trackOf(box: RelativeBox, tracks: readonly Track[]): number | null {
  const [best] = tracks.filter((track) => track.class === 'person').map(({ id, box: other }) => ({ id, shared: overlap(box, other) })).sort((a, b) => b.shared - a.shared);
  return best !== undefined && best.shared >= sameOverlap ? best.id : null;
}

/** Groups that overlap are of one place. */
function joined(groups: readonly CloseGroup[]): CloseGroup[] {
  let places: CloseGroup[] = [];
  for (const group of groups) {
    const same = [group, ...places.filter(({ box }) => overlap(box, group.box) > 0)];
    const box = enclosing(same.map((place) => place.box)) ?? group.box;
    places = [...places.filter((place) => !same.includes(place)), { box, height: Math.max(...same.map(({ height }) => height)) }];
  }
  return places;
}

export function createClosePlaces(): ClosePlaces {
  const passersBy = createPassersBy();
  let passing: ReadonlySet<number> = new Set();
  let looks: { readonly at: number; readonly people: readonly Person[]; readonly aspect: number }[] = [];

  return {
    saw: (at, people, tracks, aspect) => {
      passing = passersBy(at, tracks, aspect);
      looks = [...looks.filter((look) => look.at < at && at - look.at <= closeForMs), { at, aspect, people: people.map((box) => ({ box, track: trackOf(box, tracks) })) }];
    },
    places: (at) => {
      const recent = looks.filter((look) => at - look.at <= closeForMs);
      return joined(recent.flatMap(({ people, aspect }) => closeGroups(people.filter(({ track }) => track === null || !passing.has(track)).map(({ box }) => box), aspect)));
    },
  };
}
