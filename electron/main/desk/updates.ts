import type { BrowserWindow } from 'electron';
import type { UpdateState } from '../../contract/desktop.ts';

/** New versions from a folder, a stick or a server in the house. */
export type Updates = {
  readonly state: UpdateState;
  look(): Promise<UpdateState>;
  choose(window: BrowserWindow): Promise<UpdateState>;
  install(now: boolean): Promise<UpdateState>;
};

/** Where there is nothing to update: the program runs from its sources. */
export function noUpdates(): Updates {
  const state: UpdateState = { phase: 'refused', reason: 'not-packaged', version: null };
  return { state, look: () => Promise.resolve(state), choose: () => Promise.resolve(state), install: () => Promise.resolve(state) };
}
