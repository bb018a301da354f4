import type { RelativeBox } from '../../../contract/geometry.ts';

/** Which pixels of a small picture belong to something that moved: 1 or 0 each, row by row. */
export type MotionMask = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** A connected group of changed pixels; bounds in pixels, right and bottom exclusive. `lively` is how many of them changed lately. */
export type Blob = { left: number; top: number; right: number; bottom: number; area: number; lively: number };

/**
 * Writes to `kept` the changed pixels that belong to a changed square of two by two (a morphological opening): single
 * pixels and lines one pixel wide, which is what rain and sensor noise leave, do not. Returns how many lively ones were
 * dropped.
 */
export function withoutSpeckles(changed: Uint8Array, width: number, height: number, kept: Uint8Array, isLively: (pixel: number) => boolean): number {
  kept.fill(0);
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const i = y * width + x;
      if (changed[i] !== 1 || changed[i + 1] !== 1 || changed[i + width] !== 1 || changed[i + width + 1] !== 1) continue;
      kept[i] = kept[i + 1] = kept[i + width] = kept[i + width + 1] = 1;
    }
  }
  let dropped = 0;
  for (let i = 0; i < changed.length; i++) if (changed[i] === 1 && kept[i] === 0 && isLively(i)) dropped++;
  return dropped;
}

/** The connected groups (eight neighbours) of a mask, in reading order; those smaller than `leastArea` are erased from it. */
export function blobs({ data, width, height }: MotionMask, leastArea: number, isLively: (pixel: number) => boolean): Blob[] {
  const visited = new Uint8Array(data.length);
  const found: Blob[] = [];
  for (let start = 0; start < data.length; start++) {
    if (data[start] === 0 || visited[start] === 1) continue;
    const members = [start];
    visited[start] = 1;
    const blob: Blob = { left: width, top: height, right: 0, bottom: 0, area: 0, lively: 0 };
    for (let next = 0; next < members.length; next++) {
      const i = members[next] ?? 0;
      const x = i % width;
      const y = (i - x) / width;
      blob.left = Math.min(blob.left, x);
      blob.top = Math.min(blob.top, y);
      blob.right = Math.max(blob.right, x + 1);
      blob.bottom = Math.max(blob.bottom, y + 1);
      if (isLively(i)) blob.lively++;
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const neighbour = row * width + column;
          if (data[neighbour] === 0 || visited[neighbour] === 1) continue;
          visited[neighbour] = 1;
          members.push(neighbour);
        }
      }
    }
    blob.area = members.length;
    if (blob.area >= leastArea) found.push(blob);
    else for (const i of members) data[i] = 0;
  }
  return found;
}

export function toRegion({ left, top, right, bottom }: Blob, width: number, height: number): RelativeBox {
  return { left: left / width, top: top / height, width: (right - left) / width, height: (bottom - top) / height };
}

/** Share of a box's pixels, as far as they lie in the picture, that moved; 0 for a box outside it. */
export function movedShare({ data, width, height }: MotionMask, box: RelativeBox): number {
  const left = Math.max(0, Math.round(box.left * width));
  const top = Math.max(0, Math.round(box.top * height));
  const right = Math.min(width, Math.max(left + 1, Math.round((box.left + box.width) * width)));
  const bottom = Math.min(height, Math.max(top + 1, Math.round((box.top + box.height) * height)));
  let moved = 0;
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) moved += data[y * width + x] ?? 0;
  return moved / Math.max(1, (right - left) * (bottom - top));
}
