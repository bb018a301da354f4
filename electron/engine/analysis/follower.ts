import type { MotionMask } from '../vision/motion/regions.ts';
import type { Detection, Observation, Track } from '../vision/observation.ts';
import type { Follow } from '../vision/tracking/follow.ts';

export type Follower = {
  /** Takes what the detector found in the picture at `at`; `motion` as for `Follow`. */
  readonly look: (detections: readonly Detection[], motion: MotionMask | null, at: number) => Observation;
  /** The picture at `at` was not looked at because nothing moved in it. */
  readonly rest: (at: number) => Observation;
  /** Whether anything was seen in the last picture looked at. */
  readonly tracksLive: () => boolean;
  /** Whether a person was among it. */
  readonly followsPerson: () => boolean;
};

/** When this many tracks have begun, the oldest are forgotten; far more than are ever followed at once. */
const mostRemembered = 2000;

/**
 * Follows objects although the detector looks only when something moves. While nothing moves, what was there is still
 * there; that time does not pass for the tracker, so that it neither extrapolates nor forgets what stands still.
 * `aspect` is the picture's width divided by its height.
 */
export function createFollower(follow: Follow, aspect: number): Follower {
  /** Time that did not pass for the tracker. */
  let restedMs = 0;
  let lookedAt: number | null = null;
  let restingSince: number | null = null;
  let restedAt = 0;
  let present: readonly Track[] = [];
  const beganAt = new Map<number, number>();

  return {
    look(detections, motion, at) {
      if (restingSince !== null) restedMs += restedAt - restingSince;
      restingSince = null;
      lookedAt = at;
      const clock = at - restedMs;
      const tracks = follow(detections, motion, clock).map((track) => {
        const firstAt = beganAt.get(track.id) ?? track.firstAt + restedMs;
        beganAt.set(track.id, firstAt);
        return { ...track, firstAt, seenAt: track.seenAt >= clock ? at : track.seenAt + restedMs };
      });
      for (const id of beganAt.keys()) if (beganAt.size > mostRemembered) beganAt.delete(id);
      present = tracks.filter(({ seenAt }) => seenAt === at);
      return { at, aspect, tracks };
    },
    rest(at) {
      restingSince ??= lookedAt ?? at;
      restedAt = at;
      return { at, aspect, tracks: present.map((track) => ({ ...track, seenAt: at })) };
    },
    tracksLive: () => present.length > 0,
    followsPerson: () => present.some((track) => track.class === 'person'),
  };
}

