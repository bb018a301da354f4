import { EventEmitter } from 'node:events';
import { strictClass } from '../strict.ts';

/** Linux has next to nothing of it. */
class SystemPreferences extends EventEmitter implements Pick<Electron.SystemPreferences, 'getAnimationSettings'> {
  getAnimationSettings(): Electron.AnimationSettings {
    return { shouldRenderRichAnimation: true, scrollAnimationsEnabledBySystem: true, prefersReducedMotion: false };
  }
}

strictClass('systemPreferences', SystemPreferences);
export const systemPreferences = new SystemPreferences();
