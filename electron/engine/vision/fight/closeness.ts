import type { RelativeBox } from '../../../contract/geometry.ts';
import { connected } from '../connected.ts';
import { enclosing } from '../enclosing.ts';
import { median } from '../median.ts';
import { gapBetween } from '../overlap.ts';

/** People whose boxes, measured in the taller one's heights, are no further apart than this are close to one another. */
const closeHeights = 0.5;
/** Somebody further away is much smaller in the picture. */
const sizeFactor = 2;
/** A single box so wide for its height holds more than one person, or somebody on the ground. */
const wideShare = 0.75;

/** People who are close to one another: the box around them, and how tall they are in it. */
export type CloseGroup = { readonly box: RelativeBox; readonly height: number };

/**
 * Where people are so close to one another that they could be fighting; whoever stands alone is in no group.
 * @param aspect the picture's width divided by its height
 */
export function closeGroups(people: readonly RelativeBox[], aspect: number): CloseGroup[] {
  const isClose = (a: RelativeBox, b: RelativeBox): boolean =>
    Math.max(a.height / b.height, b.height / a.height) <= sizeFactor && gapBetween(a, b, aspect) / Math.max(a.height, b.height) <= closeHeights;
  return connected(people, isClose)
    .filter(([first, ...others]) => others.length > 0 || (first !== undefined && (first.width * aspect) / first.height >= wideShare))
    .flatMap((group) => {
      const box = enclosing(group);
      return box === null ? [] : [{ box, height: median(group.map(({ height }) => height)) }];
    });
}
