import { z } from 'zod';

export const Rectangle = z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int() });
export type Rectangle = z.infer<typeof Rectangle>;

/** Where a window was: in the desktop's coordinates (device-independent pixels), and how. */
export const Place = z.object({
  /** `#/review/EVENT`. */
  hash: z.string().regex(/^(#\/[a-z]+(\/[\w-]{1,64})?)?$/),
  bounds: Rectangle,
  maximized: z.boolean(),
  fullScreen: z.boolean(),
  kiosk: z.boolean(),
});
export type Place = z.infer<typeof Place>;

export type Display = { readonly workArea: Rectangle };

export const smallest = { width: 640, height: 480 } as const;
const usual = { width: 1600, height: 960 } as const;
/** A new window on a display that has one already is moved by this. */
const cascade = 32;

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

function distance(a: Rectangle, b: Rectangle): number {
  return Math.hypot(a.x + a.width / 2 - (b.x + b.width / 2), a.y + a.height / 2 - (b.y + b.height / 2));
}

/**
 * Brings a window's bounds onto the displays there are now: to the one it lies on most, or the nearest when its own is
 * gone, no larger than that, and wholly on it.
 */
export function fitTo(bounds: Rectangle, displays: readonly Display[]): Rectangle {
  const [best] = displays.toSorted((a, b) => overlap(bounds, b.workArea) - overlap(bounds, a.workArea) || distance(bounds, a.workArea) - distance(bounds, b.workArea));
  if (best === undefined) return bounds;
  const { workArea } = best;
  const width = Math.min(Math.max(bounds.width, smallest.width), workArea.width);
  const height = Math.min(Math.max(bounds.height, smallest.height), workArea.height);
  const within = (at: number, size: number, from: number, room: number): number => Math.round(Math.min(Math.max(at, from), from + room - size));
  return { x: within(bounds.x, width, workArea.x, workArea.width), y: within(bounds.y, height, workArea.y, workArea.height), width, height };
}

/** Where a new window goes: on a display that shows none yet, else beside the last one. */
export function placeFor(taken: readonly Rectangle[], displays: readonly Display[]): Rectangle {
  const free = displays.find(({ workArea }) => taken.every((bounds) => overlap(bounds, workArea) * 2 < bounds.width * bounds.height));
  const last = taken.at(-1);
  if (free === undefined && last !== undefined) return fitTo({ ...last, x: last.x + cascade, y: last.y + cascade }, displays);
  const area = (free ?? displays[0])?.workArea ?? { x: 0, y: 0, ...usual };
  const size = { width: Math.min(usual.width, area.width), height: Math.min(usual.height, area.height) };
  return { x: Math.round(area.x + (area.width - size.width) / 2), y: Math.round(area.y + (area.height - size.height) / 2), ...size };
}
