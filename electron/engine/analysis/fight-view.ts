import type { RelativeBox } from '../../contract/geometry.ts';
import type { FightView, Track } from '../vision/observation.ts';

/** The model sees this many pictures a second at least. */
const leastPictures = 12.5;

/** How many pictures a second are to be handed over so that every so-manieth is one of those analysed. */
export function picturesFor(analysisFps: number): number {
  return analysisFps * Math.max(1, Math.ceil(leastPictures / analysisFps));
}

/** What the model says of a place in the picture. */
export type FightAnswer = { readonly box: RelativeBox; readonly score: number };

/** People who wrestle hide one another; they still take part. */
const hiddenForMs = 2000;

/** The view with the people of the observation who are in it. */
export function viewOf({ box, score }: FightAnswer, model: string, tracks: readonly Track[], at: number): FightView {
  const inside = ({ box: other }: Track): boolean => {
    const x = other.left + other.width / 2;
    const y = other.top + other.height / 2;
    return x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height;
  };
  const people = tracks.filter((track) => track.class === 'person' && at - track.seenAt <= hiddenForMs && inside(track));
  return { box, score, model, tracks: people.map(({ id }) => id) };
}
