import { create } from 'zustand';
import { ShellPush, type EngineState, type ShellState } from '../../electron/contract/desktop.ts';
import { callShell, desktopBridge } from './bridge.ts';

/** The desktop shell as last told; `state` stays null in a browser and until the shell has answered. */
export type Shell = { readonly state: ShellState | null; /** When the engine's phase became what it is. */ readonly engineSince: number };

export const useShell = create<Shell>()(() => ({ state: null, engineSince: Date.now() }));

function take(state: ShellState): void {
  useShell.setState((before) => ({ state, engineSince: before.state?.engine.phase === state.engine.phase ? before.engineSince : Date.now() }));
}

/**
 * Follows the shell until the returned function is called; what it tells beside its state goes to `onPush`. Rejects when
 * the shell does not say how it is; later pushes are taken all the same.
 */
export async function startShell(onPush: (push: Exclude<ShellPush, { type: 'state' }>) => void): Promise<void> {
  desktopBridge()?.onPush((told) => {
    const { success, data } = ShellPush.safeParse(told);
    if (!success) return; // a newer shell may say things that this page does not know
    if (data.type === 'state') take(data.state);
    else onPush(data);
  });
  const state = await callShell('shell.state', {});
  if (useShell.getState().state === null) take(state); // a push that came meanwhile is newer
}

/** How the engine's process is doing; null in a browser, where only the connection tells. */
export function useEngineState(): EngineState | null {
  return useShell(({ state }) => state?.engine ?? null);
}

export function useKiosk(): boolean {
  return useShell(({ state }) => state?.kiosk ?? false);
}
