import { Scene } from '../../electron/contract/scene.ts';
import { behaviors } from '../../electron/engine/behavior/registry.ts';

/** Where people walk and cars drive in the films of `activityVideos`, watched by every behaviour at its default settings. */
export const everythingWatched = Scene.parse({
  zones: [{ id: 'ground', name: 'Ground', points: [{ x: 0.1, y: 0.3 }, { x: 0.9, y: 0.3 }, { x: 0.9, y: 0.95 }, { x: 0.1, y: 0.95 }] }],
  lines: [{ id: 'across', name: 'Across', from: { x: 0.1, y: 0.55 }, to: { x: 0.9, y: 0.55 } }],
  behaviors: behaviors.map(({ id, place }) => ({
    id, behavior: id,
    ...((place === 'zone' || place === 'zone-and-line') && { zone: 'ground' }),
    ...((place === 'line' || place === 'zone-and-line') && { line: 'across' }),
  })),
});
