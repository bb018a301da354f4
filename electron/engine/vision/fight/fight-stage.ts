import type { RelativeBox } from '../../../contract/geometry.ts';
import type { GrayPicture, SmallFrame } from '../../media/small-frame.ts';
import { grown } from '../enclosing.ts';
import type { Track } from '../observation.ts';
import { overlap } from '../overlap.ts';
import { createClosePlaces } from './close-places.ts';
import { createFightWindow, type FightPicture, windowPictures } from './fight-window.ts';
import { motionBox, movedIn } from './motion-box.ts';
import { cropInto, squareAround, surroundings } from './square-crop.ts';

/** What the model is asked: 24 grey squares where people move, then 24 of their surroundings; and where the first were cut. */
export type FightQuestion = { readonly data: Uint8Array<ArrayBuffer>; readonly box: RelativeBox };

/** Sides of the model's squares, pixels. */
export const squareSize = 160;
/** Pictures are kept no wider, which leaves a square of a third of their height as sharp as the model sees it. */
const keptWidth = 640;
/** A window, so that windows of one place lie side by side: a look costs a tenth of a second of one core. */
const samePlaceMs = 1840;
/** Between looks at different places. */
const anyPlaceMs = 920;
/** Older pictures say nothing of now. */
const freshForMs = 500;
/** Of people with fewer rows in the kept pictures nothing can be told. */
const leastTallRows = 24;
/** What people do reaches beyond their boxes. */
const reach = 1.5;
/** A place that scored so high is looked at again before others have their turn. */
const suspicious = 0.4;
const suspiciousForMs = 2 * samePlaceMs;
/** Looks so long ago make no difference to whose turn it is. */
const forgetMs = 30_000;

type Look = { readonly at: number; readonly box: RelativeBox; score: number };

/** Decides when the fight model is asked, and about what. Costs a scaled picture a frame while something moves. */
export type FightStage = {
  /** Takes a picture in; `small` is the motion gate's. */
  readonly see: (frame: Pick<SmallFrame, 'at' | 'gray'>, small: GrayPicture) => void;
  /** Learns where people are, of a picture that was looked at, and who of them is followed. */
  readonly saw: (at: number, people: readonly RelativeBox[], tracks: readonly Track[], aspect: number) => void;
  /** Learns how the question asked at that moment was answered. */
  readonly judged: (at: number, score: number) => void;
  /**
   * The next question, null while there is nothing to ask. `rate`: the share of frames that an overloaded machine still analyses; looks that
   * nothing speaks for become rarer with its square.
   */
  readonly ask: (at: number, rate?: number) => FightQuestion | null;
};

function question(pictures: readonly FightPicture[], moves: RelativeBox, tall: number): FightQuestion {
  const { width, height } = pictures[0]?.gray ?? { width: 0, height: 0 };
  const around = surroundings(moves, tall, width, height);
  const part = squareAround(moves, around, width, height);
  const bytes = squareSize ** 2;
  const data = new Uint8Array(2 * windowPictures * bytes);
  pictures.forEach(({ gray }, index) => {
    cropInto(data, index * bytes, gray, part, squareSize);
    cropInto(data, (windowPictures + index) * bytes, gray, around, squareSize);
  });
  return { data, box: { left: part.x / width, top: part.y / height, width: part.width / width, height: part.height / height } };
}

export function createFightStage(): FightStage {
  const window = createFightWindow();
  const close = createClosePlaces();
  let looks: Look[] = [];

  /** Since when a place waits for its turn, and what was thought of it. */
  const lastLook = (box: RelativeBox): Pick<Look, 'at' | 'score'> => looks.findLast((look) => overlap(look.box, box) > 0) ?? { at: -Infinity, score: 0 };

  return {
    see: (frame, small) => window.add({ at: frame.at, gray: frame.gray(keptWidth), small }),
    saw: close.saw,
    judged: (at, score) => {
      const look = looks.find((asked) => asked.at === at);
      if (look !== undefined) look.score = score;
    },
    ask: (at, rate = 1) => {
      looks = looks.filter((look) => look.at <= at && at - look.at <= forgetMs);
      const isSuspicious = looks.some((look) => look.score >= suspicious && at - look.at <= suspiciousForMs);
      const restMs = isSuspicious ? 0 : samePlaceMs * (1 / rate ** 2 - 1);
      if (at - (looks.at(-1)?.at ?? -Infinity) < anyPlaceMs + restMs) return null;
      const waiting = close.places(at).map((place) => ({ ...place, last: lastLook(place.box) })).filter(({ last }) => at - last.at >= samePlaceMs);
      if (waiting.length === 0) return null;
      const pictures = window.take();
      if (pictures === null || at - (pictures.at(-1)?.at ?? -Infinity) > freshForMs) return null;
      const moved = movedIn(pictures.map(({ small }) => small));
      const rows = pictures[0]?.gray.height ?? 0;
      const moving = waiting.filter(({ height }) => height * rows >= leastTallRows).flatMap(({ box, height, last }) => {
        const moves = motionBox(moved, grown(box, reach));
        return moves === null ? [] : [{ box, height, moves, waitedMs: last.score >= suspicious ? Infinity : at - last.at }];
      });
      const [next] = moving.toSorted((a, b) => (a.waitedMs === b.waitedMs ? b.moves.amount - a.moves.amount : b.waitedMs - a.waitedMs));
      if (next === undefined) return null;
      looks.push({ at, box: next.box, score: 0 });
      return question(pictures, next.moves.box, next.height);
    },
  };
}
