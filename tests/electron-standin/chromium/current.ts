import type { Browser } from './browser.ts';

let resolveStarted: (browser: Browser) => void;

/** Resolves when Chromium runs: everything that needs it waits for this. */
export const browserStarted = new Promise<Browser>((resolve) => {
  resolveStarted = resolve;
});

let current: Browser | undefined;

export function browserIs(browser: Browser): void {
  current = browser;
  resolveStarted(browser);
}

/** Chromium, or undefined before it runs. */
export function browserNow(): Browser | undefined {
  return current;
}
