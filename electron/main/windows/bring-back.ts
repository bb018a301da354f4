import type { BrowserWindow } from 'electron';
import { createRevival } from './revival.ts';

/** A page that answers nothing for this long is started anew. */
const hangsAfterMs = 15_000;

export type BringBackOptions = {
  /** False once the program ends. */
  readonly mayComeBack: () => boolean;
  /** A page died; `gaveUp`: too often to be brought back by itself. */
  readonly onGone: (reason: string, gaveUp: boolean) => void;
};

/** A page that crashes or hangs comes back at the same place; the other windows have processes of their own. */
export function bringBack(window: BrowserWindow, { mayComeBack, onGone }: BringBackOptions): void {
  const mayRevive = createRevival();
  let hanging: NodeJS.Timeout | null = null;
  const calm = (): void => {
    if (hanging) clearTimeout(hanging);
    hanging = null;
  };
  window.on('unresponsive', () => {
    hanging ??= setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
    }, hangsAfterMs);
  });
  window.on('responsive', calm);
  window.on('closed', calm);
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    calm();
    if (reason === 'clean-exit' || !mayComeBack() || window.isDestroyed()) return;
    const revives = mayRevive();
    onGone(reason, !revives);
    if (revives) window.webContents.reload();
  });
}
