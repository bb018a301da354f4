import { layouts, type Layout } from './arrangement.ts';

/** The smallest layout that shows all cameras at once, at most sixteen tiles. */
export function fittingLayout(cameras: number): Layout {
  return layouts.find((layout) => layout >= cameras) ?? 16;
}
