import type { RelativeBox } from '../../../contract/geometry.ts';
import type { View } from '../../media/small-frame.ts';
import { enclosing } from '../enclosing.ts';
import type { Skeleton } from '../observation.ts';
import { withRoom } from '../views/boxes.ts';
import { isWhole, moved } from '../views/merge-looks.ts';
import { placeOf, pixelsOf, viewOf, type SourceSize } from '../views/view.ts';

/** The whole picture is looked at this often at least: somebody may lie where nobody knows of him. */
const wholeEveryMs = 1000;
/** Room around where somebody is or something moves, in the longer side of all that together and at least, in the model's pixels. */
const room = 0.25;
const leastRoom = 32;
/** Least side of a view in the model's pixels: less shows the model too little of the surroundings. */
const leastSide = 160;
/** A view that saves less than this share of the whole is not worth it. */
const leastSaved = 0.25;

export type PoseViews = {
  /** Where bodies are looked for in the picture at `at`, at the scale of the whole; null: in all of it. `places`: where somebody is or something moves. */
  readonly next: (at: number, places: readonly RelativeBox[], source: SourceSize) => View | null;
};

/** Looks for bodies where somebody can be: a model of poses costs what its picture has of pixels. */
export function createPoseViews(longest: number): PoseViews {
  let wholeAt = -Infinity;
  return {
    next(at, places, source) {
      const around = enclosing(places);
      const view = around === null || at - wholeAt >= wholeEveryMs || at < wholeAt ? null : viewAround(around, longest, source);
      if (view === null) wholeAt = at;
      return view;
    },
  };
}

function viewAround(box: RelativeBox, longest: number, source: SourceSize): View | null {
  const scale = longest / Math.max(source.width, source.height);
  const margin = Math.max(leastRoom / scale, room * Math.max(box.width * source.width, box.height * source.height));
  const view = viewOf(withRoom(box, margin / source.width, margin / source.height), scale, leastSide, source);
  return pixelsOf(view) > (1 - leastSaved) * source.width * source.height * scale ** 2 ? null : view;
}

/** Bodies found in a view, relative to the picture; those that its edge cuts off are left out. */
export function bodiesInPicture(bodies: readonly Skeleton[], view: View, source: SourceSize): Skeleton[] {
  const place = placeOf(view, source);
  return bodies
    .filter(({ box }) => isWhole(box, place))
    .map((body) => ({ ...moved(body, place), keypoints: body.keypoints.map(({ x, y, confidence }) => ({ x: place.left + x * place.width, y: place.top + y * place.height, confidence })) }));
}
