import type { BrowserWindow } from './browser-window.ts';

/** Chromium's own limit for a page that does not answer. */
const hangMs = 15_000;
const pingMs = 5_000;

/** Emits 'unresponsive' when the page leaves a ping unanswered, and 'responsive' when it answers again. */
export function watchResponsiveness(window: BrowserWindow): void {
  let hung = false;
  const timer = setInterval(() => {
    if (window.webContents.isCrashed() || window.webContents.navigation.isLoading) return;
    const limit = setTimeout(() => {
      if (hung || window.isDestroyed()) return;
      hung = true;
      window.emit('unresponsive');
      window.webContents.emit('unresponsive');
    }, hangMs);
    limit.unref();
    void window.webContents.target
      .command('Runtime.evaluate', { expression: '0' })
      .catch(() => undefined)
      .then(() => {
        clearTimeout(limit);
        if (!hung || window.isDestroyed()) return;
        hung = false;
        window.emit('responsive');
        window.webContents.emit('responsive');
      });
  }, pingMs);
  timer.unref();
  window.once('closed', () => clearInterval(timer));
}
