import { setTimeout as sleep } from 'node:timers/promises';
import type { CameraProblem } from '../../../contract/camera.ts';
import type { SourceAddress } from '../worker-protocol.ts';
import { withoutCredentials } from './address.ts';
import { openSource } from './open-source.ts';
import { createBackoff, type Backoff } from './reconnect.ts';
import type { SourceEnd, SourceHandlers } from './source.ts';

export type SourceState = {
  readonly phase: 'connecting' | 'live' | 'waiting' | 'ended';
  /** Why it is not live, or what ended it last; null while all is well. */
  readonly problem: CameraProblem | null;
  /** For the log: English, without credentials. */
  readonly detail: string;
  /** Wall-clock ms of the change. */
  readonly since: number;
  /** Wall-clock ms of the next attempt while waiting. */
  readonly retryAt: number | null;
  /** Attempts after the first. */
  readonly reconnects: number;
};

export type RunSourceHandlers = SourceHandlers & { readonly onState: (state: SourceState) => void };

/** Silence of this length is told even while the media library has not noticed it yet. */
const stalledAfterMs = 10_000;
const watchEveryMs = 1_000;

/**
 * Keeps a source running: attempt after attempt with growing delays, until `stop` is aborted or a file that does not
 * loop has ended. `onOpen` comes once for each connection. Resolves when nothing is under way any more.
 */
export async function runSource(source: SourceAddress, handlers: RunSourceHandlers, stop: AbortSignal, backoff: Backoff = createBackoff()): Promise<void> {
  let problem: CameraProblem | null = null;
  let reconnects = 0;
  const tell = (phase: SourceState['phase'], detail: string, retryAt: number | null = null) =>
    handlers.onState({ phase, problem, detail: withoutCredentials(detail, source), since: Date.now(), retryAt, reconnects });

  /** @returns ms for which packets came */
  async function attempt(): Promise<{ readonly end: SourceEnd; readonly liveMs: number }> {
    const live: { firstAt: number | null; lastAt: number; told: boolean } = { firstAt: null, lastAt: 0, told: false };
    const watch = setInterval(() => {
      if (!live.told || performance.now() - live.lastAt < stalledAfterMs) return;
      live.told = false;
      problem = 'stalled';
      tell('waiting', 'connected, but no packet for 10 s');
    }, watchEveryMs);
    const onPacket: SourceHandlers['onPacket'] = (packet) => {
      live.lastAt = performance.now();
      live.firstAt ??= live.lastAt;
      if (!live.told) {
        live.told = true;
        problem = null;
        tell('live', 'live');
      }
      handlers.onPacket(packet);
    };
    const end = await openSource(source, { ...handlers, onPacket }, stop).finally(() => clearInterval(watch));
    return { end, liveMs: live.firstAt === null ? 0 : live.lastAt - live.firstAt };
  }

  while (!stop.aborted) {
    tell('connecting', 'connecting');
    const { end, liveMs } = await attempt();
    problem = end.problem;
    if (end.problem === null) break;
    const delayMs = backoff.next({ liveMs });
    tell('waiting', end.detail, Date.now() + delayMs);
    await sleep(delayMs, undefined, { signal: stop }).catch(() => undefined);
    reconnects += 1;
  }
  tell('ended', stop.aborted ? 'stopped' : 'the file ended');
}
