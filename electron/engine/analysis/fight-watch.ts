import type { GrayPicture, SmallFrame } from '../media/small-frame.ts';
import { createFightStage, type FightQuestion, type FightStage } from '../vision/fight/fight-stage.ts';
import type { RelativeBox } from '../../contract/geometry.ts';
import type { FightView, Track } from '../vision/observation.ts';

/** The model of fights: scores squares, 0..1; `model` is its id and version. */
export type FightJudge = { readonly judge: (squares: Uint8Array<ArrayBuffer>) => Promise<number>; readonly model: string };

/** The model sees this many pictures a second at least. */
const leastPictures = 12.5;

/** How many pictures a second are to be handed over so that every so-manieth is one of those analysed. */
export function picturesFor(analysisFps: number): number {
  return analysisFps * Math.max(1, Math.ceil(leastPictures / analysisFps));
}

/** Keeps the pictures of the last two seconds and asks the model about them where people are close to one another. */
export type FightWatch = {
  readonly see: (frame: SmallFrame, small: GrayPicture) => void;
  readonly saw: FightStage['saw'];
  /** Asks about the pictures seen so far; null when there is nothing to ask. A model that fails answers null. */
  readonly ask: (at: number) => Promise<FightAnswer | null> | null;
};
export type FightAnswer = { readonly box: RelativeBox; readonly score: number };

export function createFightWatch({ judge }: FightJudge, onFailure: (error: unknown) => void): FightWatch {
  const stage = createFightStage();
  const answerTo = ({ data, box }: FightQuestion): Promise<FightAnswer | null> =>
    judge(data).then((score) => ({ box, score }), (error: unknown) => (onFailure(error), null));
  return {
    see: (frame, small) => stage.see(frame, small),
    saw: stage.saw,
    ask: (at) => {
      const question = stage.ask(at);
      return question === null ? null : answerTo(question);
    },
  };
}

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
