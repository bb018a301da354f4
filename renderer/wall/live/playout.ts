const initialDelayMs = 350;
const minDelayMs = 150;
const maxDelayMs = 600;
/** The smallest transit is remembered for one to two of these. */
const baseWindowMs = 5_000;
/** A transit this far above the smallest one is another clock, not a late packet. */
const clockJumpMs = 1_500;
const packetSamples = 128;
const overlaySamples = 24;
/** How fast the delay may move: 10% slower or 4% faster than real time is not seen. */
const slowerMsPerMs = 0.1;
const fasterMsPerMs = 0.04;

/**
 * When the pictures of one live feed are shown. `at` is the sender's clock, `now` any steady clock here; the two need
 * not agree, because only the spread of `now - at` counts: its minimum over the last seconds is the way itself.
 */
export type Playout = {
  packetArrived: (at: number, now: number) => void;
  /** `intervalMs` is the time since the overlay before: a box between two overlays waits for the later one. */
  overlayArrived: (at: number, now: number, intervalMs: number) => void;
  /** Moves the delay towards what the last seconds asked for. Call once for each screen refresh. */
  advance: (now: number) => void;
  /** The time here at which the picture of `at` is due; -Infinity before anything arrived. */
  showAt: (at: number) => number;
  delayMs: () => number;
  reset: () => void;
};

function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function keep(samples: number[], value: number, count: number): void {
  samples.push(value);
  if (samples.length > count) samples.shift();
}

/**
 * A playout clock in the manner of adaptive jitter buffers (RFC 3550 transit times; delay from a high quantile of the
 * lateness), between 150 and 600 ms, that also waits for the overlay of the very picture that is shown.
 */
export function createPlayout(): Playout {
  let base = Infinity;
  let baseBefore = Infinity;
  let windowStartedAt = -Infinity;
  let delay = initialDelayMs;
  let target = initialDelayMs;
  let advancedAt: number | null = null;
  let targetSetAt = -Infinity;
  const packetLateness: number[] = [];
  const overlayNeed: number[] = [];

  const transitFloor = (): number => Math.min(base, baseBefore);

  const reset = (): void => {
    base = Infinity;
    baseBefore = Infinity;
    windowStartedAt = -Infinity;
    packetLateness.length = 0;
    overlayNeed.length = 0;
  };

  const packetArrived = (at: number, now: number): void => {
    const transit = now - at;
    if (Math.abs(transit - transitFloor()) > clockJumpMs) reset();
    if (now - windowStartedAt > baseWindowMs) {
      baseBefore = base;
      base = transit;
      windowStartedAt = now;
    }
    base = Math.min(base, transit);
    keep(packetLateness, transit - transitFloor(), packetSamples);
  };

  const overlayArrived = (at: number, now: number, intervalMs: number): void => {
    if (!Number.isFinite(transitFloor())) return;
    const late = now - at - transitFloor();
    if (late >= 0 && late < clockJumpMs) keep(overlayNeed, late + Math.min(intervalMs, maxDelayMs), overlaySamples);
  };

  const advance = (now: number): void => {
    if (now - targetSetAt > 500) {
      targetSetAt = now;
      const packets = packetLateness.length > 8 ? quantile(packetLateness, 0.95) + 60 : initialDelayMs;
      const overlays = overlayNeed.length > 2 ? quantile(overlayNeed, 0.9) + 30 : 0;
      target = Math.min(maxDelayMs, Math.max(minDelayMs, packets, overlays));
    }
    const elapsed = advancedAt === null ? 0 : Math.min(1_000, now - advancedAt);
    advancedAt = now;
    delay = target > delay ? Math.min(target, delay + elapsed * slowerMsPerMs) : Math.max(target, delay - elapsed * fasterMsPerMs);
  };

  return {
    packetArrived,
    overlayArrived,
    advance,
    showAt: (at) => (Number.isFinite(transitFloor()) ? at + transitFloor() + delay : -Infinity),
    delayMs: () => delay,
    reset,
  };
}
