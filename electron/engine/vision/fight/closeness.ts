import type { RelativeBox } from '../../../contract/geometry.ts';
import { gapBetween } from '../overlap.ts';
import { enclosing } from '../enclosing.ts';

/** People whose boxes, measured in the taller one's heights, are no further apart than this are close to one another. */
const closeHeights = 0.5;
/** Somebody further away is much smaller in the picture. */
const sizeFactor = 2;
/** A single box so wide for its height holds more than one person, or somebody on the ground. */
const wideShare = 0.75;

/**
 * Where people are so close to one another that they could be fighting: the box around all of them; null where nobody is.
 * @param aspect the picture's width divided by its height
 */
export function closePeople(people: readonly RelativeBox[], aspect: number): RelativeBox | null {
  const close = people.filter(
    (box, index) =>
      (box.width * aspect) / box.height >= wideShare ||
      people.some((other, at) => at !== index && Math.max(box.height / other.height, other.height / box.height) <= sizeFactor && gapBetween(box, other, aspect) / Math.max(box.height, other.height) <= closeHeights),
  );
  return enclosing(close);
}
