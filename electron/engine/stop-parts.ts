import type { Part } from './parts.ts';

/** A worker that hangs is killed after 5 s: its part needs a little longer than that. */
const onePartMs = 6000;
const allPartsMs = 9000;
/** When the time is used up, each part that is left still gets this much: most need none. */
const leastMs = 200;

/**
 * Stops parts, the last to start first. One that fails or hangs does not keep the others from stopping, and all together
 * take 10 s at most. False: some part is still busy, so the process has to be ended without waiting for it.
 */
export async function stopParts(started: readonly Part[], complain: (message: string) => void): Promise<boolean> {
  const deadline = performance.now() + allPartsMs;
  let areAllStopped = true;
  for (const part of started.toReversed()) {
    const ms = Math.max(leastMs, Math.min(onePartMs, deadline - performance.now()));
    try {
      if (await inTime(part.stop(), ms)) continue;
      areAllStopped = false;
      complain(`${part.name} did not stop within ${Math.round(ms)} ms and is left behind`);
    } catch (error) {
      complain(`${part.name} did not stop: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return areAllStopped;
}

/** False when the work is not done after `ms`. */
export async function inTime(work: Promise<unknown>, ms: number): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(() => late.resolve(false), ms);
  try {
    return await Promise.race([work.then(() => true), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
