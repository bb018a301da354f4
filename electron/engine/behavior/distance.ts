import type { RelativeBox } from '../../contract/geometry.ts';
import { personHeightM, slanted } from './body-scale.ts';
import { footOf, intoPicture } from './geometry.ts';
import type { GroundPlane } from './ground-plane.ts';

/** A distance in metres; `uncertaintyM` is one standard deviation. */
export type Distance = { readonly metres: number; readonly uncertaintyM: number };

/**
 * How far a person stands from a thing. On measured ground between their feet; otherwise in heights of the person's own
 * box, on a ground that is seen at the usual slant. `aspect` is the picture's width divided by its height.
 */
export function distanceToThing(person: RelativeBox, thing: RelativeBox, aspect: number, ground: GroundPlane | null): Distance {
  const a = intoPicture(footOf(person));
  const b = intoPicture(footOf(thing));
  const from = ground?.locate(a) ?? null;
  const to = ground?.locate(b) ?? null;
  if (from !== null && to !== null)
    return { metres: Math.hypot(from.x - to.x, from.y - to.y), uncertaintyM: Math.hypot(from.uncertaintyM, to.uncertaintyM) };
  const [here, there] = [slanted(a, aspect), slanted(b, aspect)];
  const metres = (Math.hypot(here.x - there.x, here.y - there.y) / Math.max(1e-6, person.height)) * personHeightM;
  return { metres, uncertaintyM: 0.3 * metres };
}
