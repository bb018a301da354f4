import type { RelativeBox, RelativePoint } from '../../contract/geometry.ts';
import type { Line, ObjectClass } from '../../contract/scene.ts';
import type { Observation, Track } from '../vision/observation.ts';
import { crossingOf, depthBeyond } from './geometry.ts';
import { longestConfirmationMs } from './history.ts';
import { footingOf } from './settings.ts';
import { watchUnhidden } from './whole-box.ts';

/** Who is watched, and how far beyond the line they have to go in shares of their own size. */
export type CrossingManner = { readonly classes: readonly ObjectClass[]; readonly margin: number; readonly footing: 'foot' | 'centre' };

/** One object that went over a line. */
export type LineCrossing = {
  readonly track: Track;
  readonly direction: 'forward' | 'backward';
  /** How far beyond the line it is, in shares of its own size. */
  readonly beyond: number;
  /** Best confidence so far. */
  readonly confidence: number;
  readonly crossedAt: number;
};

/** An object that has not been seen for longer is forgotten. */
const forgetMs = 10_000;

/** What is remembered of one object: where it was, and on which side of the line it last was beyond doubt. */
type Walk = {
  at: number;
  point: RelativePoint;
  confidence: number;
  depth: number;
  side: 'left' | 'right' | null;
  firstDepth: number;
  /** Steps over the line since the side was last certain, forward less backward. */
  net: number;
  crossedAt: number;
};

function startWalk(line: Line, manner: CrossingManner, box: RelativeBox, at: number): Walk {
  const point = footingOf(box, manner.footing);
  const depth = depthBeyond(line, point, box);
  const side = Math.abs(depth) < manner.margin ? null : depth > 0 ? 'right' : 'left';
  return { at, point, confidence: 0, depth, side, firstDepth: depth, net: 0, crossedAt: at };
}

/** Takes the next step of a walk; tells the depth beyond the line when it has now certainly changed sides across it. */
function step(walk: Walk, line: Line, manner: CrossingManner, track: Track, at: number): number | null {
  const point = footingOf(track.box, manner.footing);
  const depth = depthBeyond(line, point, track.box);
  const crossing = crossingOf(line, walk.point, point);
  if (crossing !== null) {
    walk.net += crossing.direction === 'forward' ? 1 : -1;
    walk.crossedAt = walk.at + crossing.share * (at - walk.at);
  }
  // One step that long is a movement, not a tremble: fast objects need not be seen a second time beyond the line.
  const strode = crossing !== null && Math.abs(depth - walk.depth) >= 2 * manner.margin;
  walk.at = at;
  walk.point = point;
  walk.depth = depth;
  walk.confidence = Math.max(walk.confidence, track.confidence);

  if (Math.abs(depth) < manner.margin && !strode) return null;
  const side = depth > 0 ? 'right' : 'left';
  const before = walk.side;
  const net = walk.net;
  const bornBeyond = Math.abs(depth - walk.firstDepth) >= 2 * manner.margin;
  walk.side = side;
  walk.net = 0;
  const crossed = net === (side === 'right' ? 1 : -1) && (before === null ? bornBeyond : before !== side);
  return crossed ? depth : null;
}

/** A detector that takes a car for a truck at the moment of crossing is given so long to see it right. */
const wrongClassMs = 1500;

/**
 * Says at each observation who has now certainly gone over the line. A box that trembles on it has not, nor has one whose
 * lower end something hides.
 */
export function watchCrossings(line: Line, manner: CrossingManner): (observation: Observation) => readonly LineCrossing[] {
  const unhidden = watchUnhidden(null);
  const walks = new Map<number, Walk>();
  const waiting = new Map<number, LineCrossing & { readonly until: number }>();

  /** From where it was first detected, unless the line was drawn while it had long been there: that way is nobody's. */
  const begin = (track: Track, at: number): Walk =>
    track.firstBox !== undefined && at - track.firstAt <= longestConfirmationMs
      ? startWalk(line, manner, track.firstBox, track.firstAt)
      : startWalk(line, manner, track.box, at);

  const crossingBy = (track: Track, at: number): LineCrossing | null => {
    const walk = walks.get(track.id) ?? begin(track, at);
    walks.set(track.id, walk);
    const depth = step(walk, line, manner, track, at);
    return depth === null ? null : { track, direction: depth > 0 ? 'forward' : 'backward', beyond: Math.abs(depth), confidence: walk.confidence, crossedAt: walk.crossedAt };
  };

  return (observation) => {
    const { at } = observation;
    for (const [id, walk] of walks) if (at - walk.at > forgetMs) walks.delete(id);
    for (const [id, { until }] of waiting) if (at > until) waiting.delete(id);
    return unhidden(observation).flatMap((track) => {
      const now = crossingBy(track, at);
      const crossing = now ?? waiting.get(track.id);
      if (crossing === undefined) return [];
      waiting.delete(track.id);
      if (manner.classes.includes(track.class)) return [crossing];
      waiting.set(track.id, { until: at + wrongClassMs, ...crossing });
      return [];
    });
  };
}
