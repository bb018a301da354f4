/**
 * Chooses frames at a wanted rate by their time, evenly and without drifting from the grid it began on; a clock that
 * jumps begins a new grid.
 */
export type FramePicker = {
  readonly wants: (at: number) => boolean;
  readonly setFps: (fps: number) => void;
};

/** The frame nearest to its time is taken, so it may be early by half the distance between frames, but not by more than this share of the wanted interval. */
const mostEarly = 0.25;

export function createFramePicker(fps: number): FramePicker {
  let intervalMs = 1_000 / fps;
  let frameMs: number | null = null;
  let lastAt: number | null = null;
  let dueAt: number | null = null;
  return {
    wants: (at) => {
      const step = lastAt === null ? 0 : at - lastAt;
      if (step > 0 && step < 1_000) frameMs = frameMs === null ? step : frameMs + (step - frameMs) * 0.1;
      lastAt = at;
      if (dueAt === null || Math.abs(at - dueAt) > 4 * intervalMs + 1_000) dueAt = at;
      const earlyMs = Math.min((frameMs ?? 0) / 2, mostEarly * intervalMs);
      if (at < dueAt - earlyMs) return false;
      while (dueAt <= at + earlyMs) dueAt += intervalMs;
      return true;
    },
    setFps: (wanted) => {
      if (1_000 / wanted === intervalMs) return;
      intervalMs = 1_000 / wanted;
      dueAt = null;
    },
  };
}
