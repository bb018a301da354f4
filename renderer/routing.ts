import { useSyncExternalStore } from 'react';
import { Screen } from '../electron/contract/desktop.ts';

export const screens = Screen.options;
export type { Screen };

/** Which screen is shown, and what in it: an event, a camera, a section. */
export type Route = { screen: Screen; detail: string | null };

/** Reads `#/review/EVENT`; anything else is the wall. */
export function parseRoute(hash: string): Route {
  const [, name, detail] = /^#\/([a-z]+)(?:\/([\w-]{1,64}))?$/.exec(hash) ?? [];
  const screen = screens.find((each) => each === name);
  return screen === undefined ? { screen: 'wall', detail: null } : { screen, detail: detail ?? null };
}

export function routeHash({ screen, detail }: Route): string {
  return detail === null ? `#/${screen}` : `#/${screen}/${detail}`;
}

/** Goes to a screen; `replace` leaves no step behind for the back button. */
export function navigate(screen: Screen, detail: string | null = null, options: { replace?: boolean } = {}): void {
  const hash = routeHash({ screen, detail });
  if (hash === location.hash) return;
  if (options.replace === true) {
    history.replaceState(null, '', hash);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else location.hash = hash;
}

/** The hash that is shown: it follows `location` unless somebody keeps the window where it is. */
let shownHash: string | null = null;
let keeper: ((wanted: string) => void) | null = null;

/**
 * Keeps the window where it is: every way to another place (links, the back button, `navigate`) is taken back, and the
 * hash it led to is handed to `asked`. Ends with the returned function.
 */
export function keepHere(asked: (wanted: string) => void): () => void {
  keeper = asked;
  return () => {
    if (keeper === asked) keeper = null;
  };
}

function subscribe(listener: () => void): () => void {
  const follow = (): void => {
    const wanted = location.hash;
    if (keeper !== null && shownHash !== null && wanted !== shownHash) {
      history.pushState(null, '', shownHash);
      keeper(wanted);
      return;
    }
    shownHash = wanted;
    listener();
  };
  if (keeper === null) shownHash = location.hash;
  window.addEventListener('hashchange', follow);
  return () => window.removeEventListener('hashchange', follow);
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => (shownHash ??= location.hash)));
}

/** Key for creating the first account, handed over as `#setup=KEY`. */
export function setupKey(hash: string): string {
  return /^#setup=([\w-]{1,256})$/.exec(hash)?.[1] ?? '';
}
