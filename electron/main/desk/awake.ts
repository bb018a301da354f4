import { powerSaveBlocker } from 'electron';

/** Keeps the display awake while it is wanted. */
export function createAwake(): { set(wanted: boolean): void } {
  let id: number | null = null;
  return {
    set: (wanted) => {
      if (wanted === (id !== null)) return;
      if (id !== null) powerSaveBlocker.stop(id);
      id = wanted ? powerSaveBlocker.start('prevent-display-sleep') : null;
    },
  };
}
