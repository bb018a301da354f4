/**
 * Chooses frames at a wanted rate by their time, evenly and without drifting from the grid it began on; a clock that
 * jumps begins a new grid.
 */
export type FramePicker = {
  readonly wants: (at: number) => boolean;
  readonly setFps: (fps: number) => void;
};

/** Share of an interval that a frame may be early: 25 frames a second thinned to 5 are not to become 4 for a ms of jitter. */
const early = 0.25;

export function createFramePicker(fps: number): FramePicker {
  let intervalMs = 1_000 / fps;
  let dueAt: number | null = null;
  return {
    wants: (at) => {
      if (dueAt === null || Math.abs(at - dueAt) > 4 * intervalMs + 1_000) dueAt = at;
      if (at < dueAt - early * intervalMs) return false;
      while (dueAt <= at + early * intervalMs) dueAt += intervalMs;
      return true;
    },
    setFps: (wanted) => {
      if (1_000 / wanted === intervalMs) return;
      intervalMs = 1_000 / wanted;
      dueAt = null;
    },
  };
}
