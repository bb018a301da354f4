import type { EngineState } from '../../electron/contract/desktop.ts';

/** What of the engine's state the window shows: nothing, one line over the workplace, or a page in its place. */
export type Gate = 'open' | 'line' | 'page';

/** Most starts are shorter; what goes by in this time is not worth a word. */
const patienceMs = 1_000;

/** @param phaseMs how long the engine's phase has been what it is */
export function gateFor(engine: EngineState | null, signedIn: boolean, phaseMs: number): Gate {
  switch (engine?.phase) {
    case undefined:
    case 'running':
      return 'open';
    case 'failed':
    case 'locked':
    case 'key-lost':
      return 'page';
    case 'starting':
    case 'restarting':
      if (phaseMs < patienceMs) return 'open';
      return signedIn ? 'line' : 'page';
    case 'stopping':
      return phaseMs < patienceMs ? 'open' : 'page';
  }
}

export type WayOut = 'retry' | 'folder' | 'quit';

/** What a person can do about an engine that does not start, by kind of problem, the most promising first. */
export function waysOut(kind: string): readonly WayOut[] {
  switch (kind) {
    case 'in-use':
    case 'folder-unusable':
    case 'disk-full':
      return ['retry', 'folder', 'quit'];
    case 'corrupt':
    case 'newer-schema':
    case 'migration-failed':
      return ['folder', 'retry', 'quit'];
    case 'bad-options':
      return ['quit'];
    default:
      return ['retry', 'quit'];
  }
}

/** Whole seconds until the engine is started again; 0 while it is being started. */
export function secondsUntil(retryAt: number, now: number): number {
  return Math.max(0, Math.ceil((retryAt - now) / 1000));
}
