import type { Screen } from '../../electron/contract/desktop.ts';
import { callShell } from './bridge.ts';

/** Screens that people put side by side. */
export const windowScreens: readonly Screen[] = ['wall', 'review', 'cameras'];

/** Opens a screen in a window of its own. */
export function openWindow(screen: Screen, detail: string | null = null): Promise<unknown> {
  return callShell('window.open', { screen, detail });
}
