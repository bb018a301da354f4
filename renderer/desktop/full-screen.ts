import { useFullscreenDocument } from '@mantine/hooks';
import { callShell } from './bridge.ts';
import { useShell } from './shell-store.ts';

export function toggleShellFullScreen(): void {
  const { state } = useShell.getState();
  // In the kiosk the window stays what it is; a refusal leaves it as it is, which is seen.
  if (state !== null && !state.kiosk) callShell('window.setFullScreen', { on: !state.fullScreen }).catch(() => undefined);
}

/** The window's own full screen in the desktop shell, the page's in a browser. */
export function useFullScreen(): { readonly on: boolean; readonly toggle: () => void } {
  const page = useFullscreenDocument();
  const shell = useShell(({ state }) => state?.fullScreen ?? null);
  return shell === null ? { on: page.fullscreen, toggle: () => void page.toggle() } : { on: shell, toggle: toggleShellFullScreen };
}
