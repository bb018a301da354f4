import type { RelativeBox } from '../../../contract/geometry.ts';
import { overlap } from '../overlap.ts';

export type PosePaceOptions = {
  /** While people are there and move, bodies are looked for so often at most; and so often while they keep still. */
  readonly everyMs: number;
  readonly calmEveryMs: number;
  /** Where something moves but nobody is known: detectors do not see everybody who lies on the floor. */
  readonly searchEveryMs: number;
  /** Somebody seen within this time counts as there. */
  readonly presentMs: number;
};

export const defaultPosePace: PosePaceOptions = { everyMs: 200, calmEveryMs: 400, searchEveryMs: 600, presentMs: 5000 };

/** Decides which pictures are worth the model of poses, which costs several times as much as the detector. */
export type PosePace = {
  /**
   * Asked for every picture in order; true when bodies are to be looked for in this one. `open`: the motion gate is. `rate`: the share of the
   * wanted pictures that is analysed on an overloaded machine; looks become rarer with its square, so that they yield to the detector's.
   */
  readonly wants: (at: number, open: boolean, rate?: number) => boolean;
  /** Somebody was seen at that time, by whatever model. */
  readonly saw: (at: number) => void;
  /** Whether somebody is there whose picture has to be looked at now and then although nothing moves. */
  readonly follows: () => boolean;
  /** Takes the bodies that were found when they were last looked for; `bodies` gives them. */
  readonly found: (bodies: readonly RelativeBox[]) => void;
  readonly bodies: () => readonly RelativeBox[];
};

/** Pictures come a little early or late: this share of an interval counts as the whole. */
const nearly = 0.9;
/** A body that overlaps where one was before by less has moved. */
const stillOverlap = 0.75;

export function createPosePace(options: PosePaceOptions = defaultPosePace): PosePace {
  let lookedAt = -Infinity;
  let seenAt = -Infinity;
  let bodies: readonly RelativeBox[] = [];
  let isCalm = false;
  return {
    wants(at, open, rate = 1) {
      if (!open) return false;
      const isPresent = at - seenAt <= options.presentMs;
      const intervalMs = !isPresent ? options.searchEveryMs : isCalm ? options.calmEveryMs : options.everyMs;
      if (at - lookedAt < (nearly * intervalMs) / rate ** 2) return false;
      lookedAt = at;
      return true;
    },
    saw(at) {
      seenAt = Math.max(seenAt, at);
    },
    follows: () => bodies.length > 0,
    bodies: () => bodies,
    found(boxes) {
      isCalm = boxes.length > 0 && boxes.every((box) => bodies.some((before) => overlap(before, box) >= stillOverlap));
      bodies = boxes;
    },
  };
}
