export type PosePaceOptions = {
  /** While people are there, bodies are looked for so often at most. */
  readonly everyMs: number;
  /** Where something moves but nobody is known: detectors do not see everybody who lies on the floor. */
  readonly searchEveryMs: number;
  /** Somebody seen within this time counts as there. */
  readonly presentMs: number;
};

export const defaultPosePace: PosePaceOptions = { everyMs: 200, searchEveryMs: 1000, presentMs: 5000 };

/** Decides which pictures are worth the model of poses, which costs several times as much as the detector. */
export type PosePace = {
  /** Asked for every picture in order; true when bodies are to be looked for in this one. `open`: the motion gate is. */
  readonly wants: (at: number, open: boolean) => boolean;
  /** Somebody was seen at that time, by whatever model. */
  readonly saw: (at: number) => void;
  /** Whether somebody is there whose picture has to be looked at now and then although nothing moves. */
  readonly follows: () => boolean;
  /** How many of the bodies that were looked for last were found. */
  readonly found: (bodies: number) => void;
};

/** Pictures come a little early or late: this share of an interval counts as the whole. */
const nearly = 0.9;

export function createPosePace(options: PosePaceOptions = defaultPosePace): PosePace {
  let lookedAt = -Infinity;
  let seenAt = -Infinity;
  let bodies = 0;
  return {
    wants(at, open) {
      if (!open) return false;
      const intervalMs = at - seenAt <= options.presentMs ? options.everyMs : options.searchEveryMs;
      if (at - lookedAt < nearly * intervalMs) return false;
      lookedAt = at;
      return true;
    },
    saw(at) {
      seenAt = Math.max(seenAt, at);
    },
    follows: () => bodies > 0,
    found(count) {
      bodies = count;
    },
  };
}
