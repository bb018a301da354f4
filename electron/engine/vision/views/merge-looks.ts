import type { RelativeBox } from '../../../contract/geometry.ts';
import type { View } from '../../media/small-frame.ts';
import { suppress } from '../detectors/suppression.ts';
import type { Detection } from '../observation.ts';
import { holds } from './boxes.ts';
import { placeOf, type SourceSize } from './view.ts';

/** What was found in a view, relative to it; `view` null: in the whole picture. */
export type Look = { readonly view: View | null; readonly found: readonly Detection[] };

/** A box that comes this close to a view's edge, as a share of the view's side, is cut off there unless the picture ends there too. */
const edgeShare = 0.012;
/** Two boxes of different looks that overlap more than this are one object. */
const maxOverlap = 0.5;

/**
 * What several looks at one picture found, relative to the picture, the surest first. Of what lies in a view that shows it larger, only that
 * view is believed; what a view's edge cuts off is left to the looks that see it whole.
 * @param small longest side, in pixels of the whole look, of what the larger views are there for
 */
export function mergeLooks(looks: readonly Look[], source: SourceSize, longest: number, small: number): Detection[] {
  if (looks.length === 1 && looks[0]?.view === null) return [...looks[0].found];
  const scale = longest / Math.max(source.width, source.height);
  const scaleOf = ({ view }: Look): number => (view === null ? scale : view.pictureWidth / view.width);
  const isSmall = ({ box }: Detection): boolean => Math.max(box.width * source.width, box.height * source.height) * scale < small;
  const placed = looks.flatMap((look) => {
    const closer = looks.flatMap((other) => (other.view !== null && scaleOf(other) > scaleOf(look) * 1.2 ? [placeOf(other.view, source)] : []));
    const place = look.view === null ? null : placeOf(look.view, source);
    const found = place === null ? look.found : look.found.filter(({ box }) => isWhole(box, place)).map((each) => moved(each, place));
    return found.filter((each) => !isSmall(each) || !closer.some((view) => holds(view, each.box)));
  });
  return suppress(placed, maxOverlap);
}

/** Whether no edge of the view at `place` cuts a box off; `box` is relative to the view. */
export function isWhole(box: RelativeBox, place: RelativeBox): boolean {
  const isEdge = (gap: number, distanceToPicturesEdge: number): boolean => gap < edgeShare && distanceToPicturesEdge > 1e-3;
  return !(
    isEdge(box.left, place.left) ||
    isEdge(box.top, place.top) ||
    isEdge(1 - box.left - box.width, 1 - place.left - place.width) ||
    isEdge(1 - box.top - box.height, 1 - place.top - place.height)
  );
}

/** What was found in the view at `place`, relative to the picture. */
export function moved<Found extends { readonly box: RelativeBox }>(found: Found, place: RelativeBox): Found {
  const { box } = found;
  return {
    ...found,
    box: { left: place.left + box.left * place.width, top: place.top + box.top * place.height, width: box.width * place.width, height: box.height * place.height },
  };
}
