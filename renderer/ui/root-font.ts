import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

/** Pixels of one rem now; it steps up on very large screens. */
export function useRootFontPx(): number {
  return useSyncExternalStore(subscribe, () => parseFloat(getComputedStyle(document.documentElement).fontSize));
}
