import { alike, still, type Scenery } from './scenery.ts';

/** Pixels that became still together; bounds in pixels, right and bottom exclusive. */
export type Patch = { readonly pixels: readonly number[]; readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** Pixels of one thing may be this far apart: part of it looks like what is behind it. */
const reach = 2;

/** The groups of still pixels, in reading order. */
export function stillPatches({ state, width, height }: Scenery): Patch[] {
  const visited = new Uint8Array(state.length);
  const found: Patch[] = [];
  for (let start = 0; start < state.length; start++) {
    if (state[start] !== still || visited[start] === 1) continue;
    const pixels = [start];
    visited[start] = 1;
    let left = width;
    let right = 0;
    let bottom = 0;
    for (let next = 0; next < pixels.length; next++) {
      const i = pixels[next] as number;
      const x = i % width;
      const y = (i - x) / width;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y >= bottom) bottom = y + 1;
      for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++) {
        for (let column = Math.max(0, x - reach); column <= Math.min(width - 1, x + reach); column++) {
          const neighbour = row * width + column;
          if (state[neighbour] !== still || visited[neighbour] === 1) continue;
          visited[neighbour] = 1;
          pixels.push(neighbour);
        }
      }
    }
    found.push({ pixels, left, top: Math.floor(start / width), right, bottom });
  }
  return found;
}

/** Pixels in or right beside the patch's bounds in a given state. */
export function countAround({ left, top, right, bottom }: Patch, { state, width, height }: Scenery, wanted: number): number {
  let count = 0;
  for (let y = Math.max(0, top - 1); y < Math.min(height, bottom + 1); y++)
    for (let x = Math.max(0, left - 1); x < Math.min(width, right + 1); x++) if (state[y * width + x] === wanted) count++;
  return count;
}

/** Pixels all of whose four neighbours belong to the patch: none in a sliver, which is what a creeping shadow leaves. */
export function innerPixels({ pixels }: Patch, { state, width }: Scenery): number {
  const isOwn = (pixel: number): boolean => state[pixel] === still;
  let count = 0;
  for (const i of pixels) if (isOwn(i - 1) && isOwn(i + 1) && isOwn(i - width) && isOwn(i + width)) count++;
  return count;
}

export type Outline = {
  /** Steps of brightness across the outline, in grey levels: as it is now, and as the background has it. */
  readonly now: number;
  readonly before: number;
  /** The larger of the two as a share of how much the pixels within changed: small where the outline is soft. */
  readonly sharpness: number;
};

/**
 * How the outline of a patch stands out, without what borders on `beside`: pixels of things that are known. A thing that was put there has its edges in the picture of now, one that was
 * taken away has them in the background (Spagnolo et al., Pattern Recognition Letters 2006).
 */
export function outlineOf({ pixels }: Patch, { mean, recent, state, width, height }: Scenery, beside: ReadonlySet<number> = new Set()): Outline {
  const own = new Set(pixels);
  let now = 0;
  let before = 0;
  let steps = 0;
  let core = 0;
  let corePixels = 0;
  for (const i of pixels) {
    const x = i % width;
    const y = (i - x) / width;
    let isRim = false;
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
      if (own.has(i + dx + dy * width)) continue;
      isRim = true;
      const outX = x + 2 * dx;
      const outY = y + 2 * dy;
      if (outX < 0 || outX >= width || outY < 0 || outY >= height) continue;
      const out = outY * width + outX;
      // Only where the surroundings look like the background are they what the patch stands out from: the rest of a thing that somebody half hides is no edge.
      if (state[out] !== alike || beside.has(out)) continue;
      const inner = own.has(i - dx - dy * width) ? i - dx - dy * width : i;
      now += Math.abs((recent[inner] as number) - (mean[out] as number));
      before += Math.abs((mean[inner] as number) - (mean[out] as number));
      steps++;
    }
    if (isRim) continue;
    core += Math.abs((recent[i] as number) - (mean[i] as number));
    corePixels++;
  }
  const sharpness = corePixels === 0 || steps === 0 ? 1 : (Math.max(now, before) / steps) / Math.max(1, core / corePixels);
  return { now: now / Math.max(1, steps), before: before / Math.max(1, steps), sharpness };
}

const lift = 16;

export type Shading = {
  /** Mean factor of brightness, and how much it varies over the patch as a share of it. */
  readonly factor: number;
  readonly variation: number;
  /** Standard deviation of the background in the patch, grey levels, and how alike its pattern is now (-1..1). */
  readonly texture: number;
  readonly likeness: number;
};

/** Whether a patch may be the same ground under other light: a shadow or a lamp's cone multiplies and leaves the pattern. */
export function shadingOf({ pixels }: Patch, { mean, recent }: Scenery): Shading {
  const n = pixels.length;
  let factors = 0;
  let squares = 0;
  let a = 0;
  let b = 0;
  let aa = 0;
  let bb = 0;
  let ab = 0;
  for (const i of pixels) {
    const was = mean[i] as number;
    const is = recent[i] as number;
    const factor = (is + lift) / (was + lift);
    factors += factor;
    squares += factor * factor;
    a += was;
    b += is;
    aa += was * was;
    bb += is * is;
    ab += was * is;
  }
  const factor = factors / n;
  const variance = Math.max(0, squares / n - factor * factor);
  const texture = Math.sqrt(Math.max(0, aa / n - (a / n) ** 2));
  const pattern = Math.sqrt(Math.max(0, bb / n - (b / n) ** 2));
  const likeness = texture < 0.5 || pattern < 0.5 ? 0 : (ab / n - (a / n) * (b / n)) / (texture * pattern);
  return { factor, variation: Math.sqrt(variance) / Math.max(0.01, factor), texture, likeness };
}
