/** Tiles on one page of the wall. */
export const layouts = [1, 4, 9, 16] as const;
export type Layout = (typeof layouts)[number];

/** Which camera stands in which place, over all pages; null is a tile left empty. */
export type Places = readonly (string | null)[];

/**
 * The places as remembered, brought up to date: cameras that are gone leave their tile empty, new ones come at the
 * end, and no empty places are kept behind the last camera.
 */
export function arrange(remembered: Places, cameraIds: readonly string[]): Places {
  const known = new Set(cameraIds);
  const seen = new Set<string>();
  const places = remembered.map((id) => {
    if (id === null || !known.has(id) || seen.has(id)) return null;
    seen.add(id);
    return id;
  });
  while (places.at(-1) === null) places.pop();
  return [...places, ...cameraIds.filter((id) => !seen.has(id))];
}

/** Puts a camera (or null for nothing) into a place; what stood there goes where the camera came from. */
export function putInPlace(places: Places, index: number, cameraId: string | null): Places {
  const next: (string | null)[] = Array.from({ length: Math.max(places.length, index + 1) }, (_, place) => places[place] ?? null);
  const there = next[index] ?? null;
  if (there === cameraId) return places;
  const from = cameraId === null ? -1 : next.indexOf(cameraId);
  next[index] = cameraId;
  if (from >= 0) next[from] = there;
  else if (there !== null) next.push(there);
  while (next.at(-1) === null) next.pop();
  return next;
}

export function pageCount(places: Places, layout: Layout): number {
  return Math.max(1, Math.ceil(places.length / layout));
}

export function pageOf(place: number, layout: Layout): number {
  return Math.floor(place / layout);
}

/** The places that one page shows, always as many as the layout has tiles. */
export function placesOnPage(places: Places, layout: Layout, page: number): { place: number; cameraId: string | null }[] {
  return Array.from({ length: layout }, (_, tile) => ({ place: page * layout + tile, cameraId: places[page * layout + tile] ?? null }));
}

const steps = { arrowleft: [-1, 0], arrowright: [1, 0], arrowup: [0, -1], arrowdown: [0, 1] } as const;
export type ArrowKey = keyof typeof steps;

/**
 * The place that an arrow key leads to: over the side edges to the neighbouring page, never out of the wall, never
 * from the top or bottom.
 */
export function stepPlace(place: number, key: ArrowKey, layout: Layout, pages: number): number {
  const side = Math.sqrt(layout);
  const page = pageOf(place, layout);
  const [dx, dy] = steps[key];
  const column = (place % layout) % side;
  const row = Math.floor((place % layout) / side);
  const nextRow = row + dy;
  if (nextRow < 0 || nextRow >= side) return place;
  const nextColumn = column + dx;
  if (nextColumn >= 0 && nextColumn < side) return page * layout + nextRow * side + nextColumn;
  const nextPage = page + dx;
  if (nextPage < 0 || nextPage >= pages) return place;
  return nextPage * layout + row * side + (dx > 0 ? 0 : side - 1);
}
