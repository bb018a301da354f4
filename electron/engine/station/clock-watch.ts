/** A step of the wall clock against the steady clock. */
export type ClockJump = { readonly at: number; readonly byMs: number };

export type ClockWatch = {
  /** Compares the clocks; the last jump seen within the time that jumps are remembered, else null. */
  look(): ClockJump | null;
};

/** Small corrections are what time servers do all day. */
const smallestJumpMs = 5_000;
const rememberedMs = 3_600_000;

/** Tells when somebody set the clock, or the machine slept. Slow drift is followed and is no jump. */
export function createClockWatch(wallMs: () => number = Date.now, steadyMs: () => number = () => performance.now()): ClockWatch {
  let offset = wallMs() - steadyMs();
  let last: { readonly jump: ClockJump; readonly steadyMs: number } | null = null;
  return {
    look: () => {
      const byMs = wallMs() - steadyMs() - offset;
      offset += byMs;
      if (Math.abs(byMs) >= smallestJumpMs) last = { jump: { at: wallMs(), byMs: Math.round(byMs) }, steadyMs: steadyMs() };
      return last !== null && steadyMs() - last.steadyMs < rememberedMs ? last.jump : null;
    },
  };
}
