import { seededRandom } from '../../support/gray-pictures.ts';

export type PixelBox = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
type Size = { readonly width: number; readonly height: number };

/** A drawn thing: its colour and cover for each pixel of its box, and a shadow on the ground beside it. */
export type DrawnThing = { readonly box: PixelBox; readonly rgb: Float32Array; readonly alpha: Float32Array; readonly shadow: Float32Array; readonly frame: PixelBox };

/** Mean grey of the place in a picture. */
function greyAt(picture: Uint8Array, { width, height }: Size, box: PixelBox): number {
  let sum = 0;
  let count = 0;
  for (let y = Math.max(0, box.top); y < Math.min(height, box.top + box.height); y++)
    for (let x = Math.max(0, box.left); x < Math.min(width, box.left + box.width); x++) {
      const i = (y * width + x) * 3;
      sum += 0.3 * (picture[i] as number) + 0.59 * (picture[i + 1] as number) + 0.11 * (picture[i + 2] as number);
      count++;
    }
  return count === 0 ? 128 : sum / count;
}

/**
 * A bag, case or carton whose mean differs from the ground behind it by `contrast` grey levels (darker where there is
 * room), with seams, texture, light from one side, soft edges and a shadow at its foot.
 */
export function drawThing(ground: Uint8Array, size: Size, box: PixelBox, contrast: number, seed: number): DrawnThing {
  const random = seededRandom(seed);
  const kind = Math.floor(random() * 3);
  const grey = greyAt(ground, size, box);
  const level = grey - contrast > 8 ? grey - contrast : grey + contrast;
  const tint = [1 + (random() - 0.5) * 0.5, 1 + (random() - 0.5) * 0.2, 1 + (random() - 0.5) * 0.5] as const;
  const margin = Math.ceil(box.height * 0.5);
  const frame = { left: box.left - margin, top: box.top, width: box.width + 2 * margin, height: box.height + Math.ceil(box.height * 0.2) };
  const n = frame.width * frame.height;
  const rgb = new Float32Array(n * 3);
  const alpha = new Float32Array(n);
  const shadow = new Float32Array(n);
  const seam = 0.3 + random() * 0.4;
  const grain = Array.from({ length: 64 }, () => (random() - 0.5) * 26);
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const i = y * frame.width + x;
      const u = (x - margin + 0.5) / box.width;
      const v = (y + 0.5) / box.height;
      const inside = coverOf(kind, u, v, box);
      alpha[i] = inside;
      const patch = grain[(Math.floor(u * 6) & 7) * 8 + (Math.floor(v * 6) & 7)] as number;
      const line = Math.abs(v - seam) < 0.03 || Math.abs(u - 0.5) < 0.02 ? -22 : 0;
      const light = (0.5 - u) * 30 + (0.4 - v) * 18;
      for (let c = 0; c < 3; c++) rgb[i * 3 + c] = Math.min(250, Math.max(4, (level + light + patch + line) * (tint[c] ?? 1)));
      const dx = (u - 0.75) / 0.75;
      const dy = (v - 0.97) / 0.16;
      shadow[i] = 0.45 * Math.max(0, 1 - dx * dx - dy * dy);
    }
  }
  return { box, rgb, alpha, shadow, frame };
}

function coverOf(kind: number, u: number, v: number, { width, height }: PixelBox): number {
  const edge = (distance: number, extent: number): number => Math.min(1, Math.max(0, distance * extent + 0.5));
  const body = (top: number): number => edge(Math.min(u, 1 - u), width) * edge(Math.min(v - top, 1 - v), height);
  if (kind === 0) return body(0);
  const handle = v < 0.2 && u > 0.3 && u < 0.7 && (v < 0.06 || u < 0.38 || u > 0.62) ? 1 : 0;
  if (kind === 1) return Math.max(body(0.2), handle);
  const dx = (u - 0.5) / 0.5;
  const dy = v > 0.5 ? Math.max(0, (v - 0.75) / 0.3) : (v - 0.5) / 0.5;
  return edge(0.5 * (1 - Math.hypot(dx, dy)), Math.min(width, height));
}

/** Puts a thing into a picture, `share` of it (0..1), behind whatever `inFront` marks. */
export function putThing(picture: Uint8Array, { width, height }: Size, { rgb, alpha, shadow, frame }: DrawnThing, inFront: Uint8Array | null): void {
  for (let y = Math.max(0, -frame.top); y < frame.height && frame.top + y < height; y++) {
    for (let x = Math.max(0, -frame.left); x < frame.width && frame.left + x < width; x++) {
      const k = y * frame.width + x;
      const pixel = (frame.top + y) * width + frame.left + x;
      if (inFront?.[pixel] === 1) continue;
      const a = alpha[k] as number;
      const dim = 1 - (shadow[k] as number) * (1 - a);
      if (a === 0 && dim === 1) continue;
      for (let c = 0; c < 3; c++) picture[pixel * 3 + c] = (picture[pixel * 3 + c] as number) * dim * (1 - a) + (rgb[k * 3 + c] as number) * a;
    }
  }
}

/** A darker patch with a soft outline, as a tree or a lamp throws it. */
export function putShade(picture: Uint8Array, { width, height }: Size, box: PixelBox, factor: number): void {
  for (let y = Math.max(0, box.top); y < Math.min(height, box.top + box.height); y++)
    for (let x = Math.max(0, box.left); x < Math.min(width, box.left + box.width); x++) {
      const reach = Math.hypot((x - box.left - box.width / 2) / (box.width / 2), (y - box.top - box.height / 2) / (box.height / 2));
      const strength = Math.min(1, Math.max(0, (1 - reach) * 1.8));
      for (let c = 0; c < 3; c++) picture[(y * width + x) * 3 + c] = (picture[(y * width + x) * 3 + c] as number) * (1 - strength * (1 - factor));
    }
}

/** Bright upright streaks, another set in every picture. */
export function putRain(picture: Uint8Array, { width, height }: Size, random: () => number, streaks: number): void {
  for (let s = 0; s < streaks; s++) {
    const x = Math.floor(random() * width);
    const top = Math.floor(random() * height);
    const length = 6 + Math.floor(random() * 18);
    for (let y = top; y < Math.min(height, top + length); y++)
      for (let c = 0; c < 3; c++) picture[(y * width + x) * 3 + c] = Math.min(255, (picture[(y * width + x) * 3 + c] as number) + 45);
  }
}

/** Sways a region as wind does: every row is pushed aside by its own share. */
export function sway(picture: Uint8Array, { width }: Size, box: PixelBox, seconds: number): void {
  const row = new Uint8Array(box.width * 3);
  for (let y = box.top; y < box.top + box.height; y++) {
    const push = Math.round(4 * Math.sin(seconds * 2.1 + y * 0.13) + 3 * Math.sin(seconds * 5.3 + y * 0.41));
    const start = (y * width + box.left) * 3;
    row.set(picture.subarray(start, start + box.width * 3));
    for (let x = 0; x < box.width; x++) {
      const from = Math.min(box.width - 1, Math.max(0, x + push));
      for (let c = 0; c < 3; c++) picture[start + x * 3 + c] = row[from * 3 + c] as number;
    }
  }
}

/** Sensor noise and a factor of brightness over the whole picture. */
export function expose(picture: Uint8Array, gain: number, noise: Float32Array, offset: number): void {
  for (let i = 0; i < picture.length; i++) picture[i] = Math.min(255, Math.max(0, (picture[i] as number) * gain + (noise[(i + offset) % noise.length] as number)));
}
