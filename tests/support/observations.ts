import type { RelativeBox, RelativePoint } from '../../electron/contract/geometry.ts';
import type { Line, ObjectClass, Zone } from '../../electron/contract/scene.ts';
import type { Observation, Track } from '../../electron/engine/vision/observation.ts';

/** A box whose bottom centre is the point. */
export function boxOn(foot: RelativePoint, width = 0.05, height = 0.1): RelativeBox {
  return { left: foot.x - width / 2, top: foot.y - height, width, height };
}

export function trackOn(id: number, foot: RelativePoint, at: number, more: Partial<Track> = {}): Track {
  return { id, class: 'person', confidence: 0.8, box: boxOn(foot), firstAt: at, seenAt: at, ...more };
}

type Walker = { id: number; class?: ObjectClass; confidence?: number; from?: number; to?: number; way: (at: number) => RelativePoint | null };

/** Observations at an even pace of objects that each walk their way; a way that gives null means not seen then. */
export function film(walkers: readonly Walker[], untilMs: number, fps = 5): Observation[] {
  const firstAt = new Map<number, number>();
  return Array.from({ length: Math.floor((untilMs / 1000) * fps) + 1 }, (_, index) => {
    const at = (index * 1000) / fps;
    const tracks = walkers.flatMap(({ id, way, class: kind, confidence }) => {
      const foot = way(at);
      if (foot === null) return [];
      if (!firstAt.has(id)) firstAt.set(id, at);
      return [trackOn(id, foot, at, { firstAt: firstAt.get(id) ?? at, class: kind ?? 'person', confidence: confidence ?? 0.8 })];
    });
    return { at, aspect: 16 / 9, tracks };
  });
}

/** The way straight from one point to another between two moments, standing before and after. */
export function straight(from: RelativePoint, to: RelativePoint, fromMs: number, toMs: number): (at: number) => RelativePoint {
  return (at) => {
    const share = Math.min(1, Math.max(0, (at - fromMs) / (toMs - fromMs)));
    return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
  };
}

/** A square zone in the middle of the picture. */
export const middleZone: Zone = {
  id: 'middle',
  name: 'middle',
  points: [{ x: 0.4, y: 0.4 }, { x: 0.6, y: 0.4 }, { x: 0.6, y: 0.6 }, { x: 0.4, y: 0.6 }],
};

/** A level line across the middle: downwards in the picture is forward. */
export const middleLine: Line = { id: 'across', name: 'across', from: { x: 0.2, y: 0.5 }, to: { x: 0.8, y: 0.5 } };
