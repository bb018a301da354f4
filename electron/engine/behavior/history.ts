import type { EventObject } from '../../contract/event.ts';
import type { ObjectClass } from '../../contract/scene.ts';
import type { Observation, StillThing } from '../vision/observation.ts';

type PathPoint = EventObject['path'][number];
type Past = { class: ObjectClass; confidence: number; seenAt: number; path: PathPoint[] };

const longestPath = 400;
const recentPoints = 100;
const forgetMs = 60_000;
/** A track is reported some pictures after its first detection; one that began longer ago has been watched by nobody. */
export const longestConfirmationMs = 2000;

/** Evenly chosen points of a path, its first and last among them. */
export function thin<T>(path: readonly T[], most: number): T[] {
  if (path.length <= most) return [...path];
  return Array.from({ length: most }, (_, i) => path[Math.round((i * (path.length - 1)) / (most - 1))] as T);
}

export type History = {
  observe: (observation: Observation) => void;
  /** What an event keeps of an object from a moment on, or null when it was not seen for a long time. */
  objectSince: (track: number, fromAt: number, mostPoints: number) => EventObject | null;
  /** What an event keeps of a thing: where it stands from a moment on, a gap also before it came to be. */
  thingSince: (thing: number, fromAt: number) => EventObject | null;
};

/**
 * Remembers the way of every track, bounded: the last hundred sightings in full, older ones ever more coarsely, and
 * nothing a minute after the object was last seen. A way begins where the object was first detected. Predicted boxes are
 * not part of it.
 */
export function makeHistory(): History {
  const pasts = new Map<number, Past>();
  let things = new Map<number, StillThing>();
  return {
    observe({ at, tracks, things: still }) {
      if (still !== undefined) things = new Map(still.map((thing) => [thing.id, thing]));
      for (const [id, { seenAt }] of pasts) if (at - seenAt > forgetMs) pasts.delete(id);
      for (const track of tracks) {
        if (track.seenAt < at) continue;
        const past = pasts.get(track.id) ?? { class: track.class, confidence: 0, seenAt: at - longestConfirmationMs, path: [] };
        if (track.firstBox !== undefined && track.firstAt > past.seenAt && track.firstAt < at) past.path.push({ at: track.firstAt, box: track.firstBox });
        past.class = track.class;
        past.confidence = Math.max(past.confidence, track.confidence);
        past.seenAt = at;
        past.path.push({ at, box: track.box });
        if (past.path.length > longestPath) {
          const older = past.path.slice(0, -recentPoints).filter((_, index) => index % 2 === 0);
          past.path = [...older, ...past.path.slice(-recentPoints)];
        }
        pasts.set(track.id, past);
      }
    },
    objectSince(track, fromAt, mostPoints) {
      const past = pasts.get(track);
      if (past === undefined) return null;
      const path = thin(past.path.filter(({ at }) => at >= fromAt), mostPoints);
      return { track, class: past.class, confidence: past.confidence, path };
    },
    thingSince(id, fromAt) {
      const thing = things.get(id);
      if (thing === undefined) return null;
      const { box, change, since, seenAt } = thing;
      const from = change === 'gone' ? fromAt : Math.max(fromAt, since);
      const path = from < seenAt ? [{ at: from, box }, { at: seenAt, box }] : [{ at: seenAt, box }];
      return { track: id, class: 'thing', confidence: 1, path };
    },
  };
}
