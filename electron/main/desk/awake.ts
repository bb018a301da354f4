import { powerSaveBlocker } from 'electron';

export type Awake = {
  /** Cameras are watched: the machine must not go to sleep, whatever is shown. */
  watch(wanted: boolean): void;
  /** The wall is shown: the display stays on. */
  show(wanted: boolean): void;
};

/** Keeps machine and display awake while they are needed. */
export function createAwake(): Awake {
  const blocker = (type: 'prevent-app-suspension' | 'prevent-display-sleep') => {
    let id: number | null = null;
    return (wanted: boolean): void => {
      if (wanted === (id !== null)) return;
      if (id !== null) powerSaveBlocker.stop(id);
      id = wanted ? powerSaveBlocker.start(type) : null;
    };
  };
  return { watch: blocker('prevent-app-suspension'), show: blocker('prevent-display-sleep') };
}
