import { z } from 'zod';
import { create } from 'zustand';
import { layouts, type Layout, type Places } from './arrangement.ts';

const storageKey = 'watchhouse.wall';

const PartlyRemembered = z.object({
  layout: z.literal(layouts),
  places: z.array(z.string().max(64).nullable()).max(1_000),
  overlay: z.boolean(),
  events: z.boolean(),
}).partial();

/** How this desk looks at the wall; layout and places outlive the window, the rest does not. */
export type WallState = {
  /** null until somebody has chosen: then the number of cameras decides. */
  layout: Layout | null;
  places: Places;
  /** Boxes and paths over the pictures. */
  overlay: boolean;
  /** The events at the side. */
  events: boolean;
  /** Counted over all pages. */
  selected: number;
  enlarged: boolean;
  tour: boolean;
};

function remembered(): z.infer<typeof PartlyRemembered> {
  try {
    const parsed = PartlyRemembered.safeParse(JSON.parse(localStorage.getItem(storageKey) ?? '{}'));
    return parsed.success ? parsed.data : {};
  } catch {
    return {}; // somebody else's value under this key
  }
}

export const useWall = create<WallState>()(() => {
  const { layout = null, places = [], overlay = true, events = true } = remembered();
  return { layout, places, overlay, events, selected: 0, enlarged: false, tour: false };
});

useWall.subscribe(({ layout, places, overlay, events }, before) => {
  if (layout === before.layout && places === before.places && overlay === before.overlay && events === before.events) return;
  localStorage.setItem(storageKey, JSON.stringify({ ...(layout === null ? {} : { layout }), places, overlay, events }));
});
