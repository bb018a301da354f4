import type { RelativeBox } from '../../../contract/geometry.ts';
import type { GrayPicture, SmallFrame } from '../../media/small-frame.ts';
import { closePeople } from './closeness.ts';
import { enclosing, grown } from '../enclosing.ts';
import { createFightWindow, windowPictures } from './fight-window.ts';
import { motionBox } from './motion-box.ts';
import { cropInto, squareAround } from './square-crop.ts';

/** What the model is asked: 24 grey squares where people move, then 24 of the whole picture; and where the first were cut. */
export type FightQuestion = { readonly data: Uint8Array<ArrayBuffer>; readonly box: RelativeBox };

/** Sides of the model's squares, pixels. */
export const squareSize = 160;
/** Pictures are kept no wider, which leaves a square of a third of their height as sharp as the model sees it. */
const keptWidth = 640;
/** A window, so that windows lie side by side: a look costs a tenth of a second of one core. */
const askEveryMs = 1840;
/** People who were close to one another so long ago still count; they hide one another. */
const closeForMs = 2000;
/** Older pictures say nothing of now. */
const freshForMs = 500;
/** What people do reaches beyond their boxes. */
const reach = 1.5;

/** Decides when the fight model is asked, and about what. Costs a scaled picture a frame while something moves. */
export type FightStage = {
  /** Takes a picture in; `small` is the motion gate's. */
  readonly see: (frame: Pick<SmallFrame, 'at' | 'gray'>, small: GrayPicture) => void;
  /** Learns where people are, of a picture that was looked at. */
  readonly saw: (at: number, people: readonly RelativeBox[], aspect: number) => void;
  /** The next question, null while there is nothing to ask. */
  readonly ask: (at: number) => FightQuestion | null;
};

export function createFightStage(): FightStage {
  const window = createFightWindow();
  let groups: { readonly at: number; readonly box: RelativeBox }[] = [];
  let askedAt = -Infinity;

  return {
    see: (frame, small) => window.add({ at: frame.at, gray: frame.gray(keptWidth), small }),
    saw: (at, people, aspect) => {
      const box = closePeople(people, aspect);
      groups = groups.filter((group) => at - group.at <= closeForMs && group.at <= at);
      if (box !== null) groups.push({ at, box });
    },
    ask: (at) => {
      if (at < askedAt) askedAt = -Infinity;
      const close = enclosing(groups.filter((group) => at - group.at <= closeForMs).map(({ box }) => box));
      if (close === null || at - askedAt < askEveryMs) return null;
      const pictures = window.take();
      const [first] = pictures ?? [];
      const newest = pictures?.at(-1);
      if (pictures === null || first === undefined || newest === undefined || at - newest.at > freshForMs) return null;
      const moves = motionBox(pictures.map(({ small }) => small), grown(close, reach));
      if (moves === null) return null;
      askedAt = at;
      const { width, height } = first.gray;
      const part = squareAround(moves, width, height);
      const bytes = squareSize ** 2;
      const data = new Uint8Array(2 * windowPictures * bytes);
      pictures.forEach(({ gray }, index) => {
        cropInto(data, index * bytes, gray, part, squareSize);
        cropInto(data, (windowPictures + index) * bytes, gray, { x: 0, y: 0, width, height }, squareSize);
      });
      return { data, box: { left: part.x / width, top: part.y / height, width: part.width / width, height: part.height / height } };
    },
  };
}
