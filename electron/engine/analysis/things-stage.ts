import type { SmallFrame } from '../media/small-frame.ts';
import type { Observation, StillThing } from '../vision/observation.ts';
import { createStillThings } from '../vision/things/still-things.ts';

/** Width of the grey picture, pixels: a bag at a person's feet is still some pixels wide where the person is 40 high. */
export const thingsWidth = 320;
/** Still things have time. */
const everyMs = 1000;
const slackMs = 100;

/** Adds still things to an observation; looks at a picture once a second, whether the gate is open or not. */
export type ThingsStage = (observation: Observation, frame: Pick<SmallFrame, 'gray'>) => Observation;

export function createThingsStage(): ThingsStage {
  const stillThings = createStillThings();
  let lookedAt = -Infinity;
  let known: readonly StillThing[] = [];
  return (observation, frame) => {
    const { at, tracks, aspect } = observation;
    stillThings.follow(tracks, at);
    if (at - lookedAt >= everyMs - slackMs) {
      known = stillThings.look(frame.gray(thingsWidth), tracks, at, aspect);
      lookedAt = at;
    }
    // What was in sight at the last look still is; what was hidden stays so.
    return { ...observation, things: known.map((thing) => (thing.seenAt >= lookedAt ? { ...thing, seenAt: at } : thing)) };
  };
}
