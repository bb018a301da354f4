import type { EventSummary } from '../../electron/contract/event.ts';
import { knownCount, rowAt, type PageWindow } from './page-window.ts';

/** The next event below a position that still waits for a word; what is not held is not looked for. */
export function nextOpen(window: PageWindow, position: number): EventSummary | undefined {
  const end = Math.min(knownCount(window), position + 500);
  for (let index = position + 1; index < end; index++) {
    const row = rowAt(window, index);
    if (row?.state === 'open') return row;
  }
  return undefined;
}
