/** More deaths than this within the time, and a window is not brought back without asking. */
const mostDeaths = 3;
const withinMs = 60_000;

/** Counts a window's deaths: true while it may be brought back by itself. */
export function createRevival(now: () => number = () => performance.now()): () => boolean {
  let deaths: number[] = [];
  return () => {
    deaths = [...deaths.filter((at) => now() - at < withinMs), now()];
    return deaths.length <= mostDeaths;
  };
}
