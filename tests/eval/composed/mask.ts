import type { PixelRect, Rgb } from './picture.ts';

/** Difference from the background beyond which a pixel is surely an object's, and beyond which it is if it touches one. */
const sure = 34;
const unsure = 16;

/** A mask over a rectangle: 1 inside, 0 outside. */
type Mask = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** Lower part of the rectangle in which a shadow may lie. */
const shadowFrom = 0.68;

/** How dark a shadow makes the ground at a pixel, 0..1; null where the colour is another and not only darker. */
function shade(picture: Rgb, background: Rgb, i: number): number | null {
  let [least, most] = [Infinity, -Infinity];
  for (let c = 0; c < 3; c++) {
    const share = ((picture.data[i + c] ?? 0) + 2) / ((background.data[i + c] ?? 0) + 2);
    least = Math.min(least, share);
    most = Math.max(most, share);
  }
  return least > 0.5 && most < 1 && most - least < 0.13 ? 1 - (least + most) / 2 : null;
}

function difference(picture: Rgb, background: Rgb, rect: PixelRect): Mask {
  const raw = new Uint8Array(rect.width * rect.height);
  for (let y = 0; y < rect.height; y++)
    for (let x = 0; x < rect.width; x++) {
      const i = ((y + rect.top) * picture.width + x + rect.left) * 3;
      let most = 0;
      for (let c = 0; c < 3; c++) most = Math.max(most, Math.abs((picture.data[i + c] ?? 0) - (background.data[i + c] ?? 0)));
      const isShadow = y > rect.height * shadowFrom && shade(picture, background, i) !== null;
      raw[y * rect.width + x] = isShadow ? 0 : most;
    }
  return { width: rect.width, height: rect.height, data: raw };
}

/** Spreads (`grow`) or takes back what is set by `radius` pixels in each direction. */
function moved(mask: Mask, radius: number, grow: boolean): Mask {
  const { width, height } = mask;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let any = false;
      let all = true;
      for (let dy = -radius; dy <= radius; dy++)
        for (let dx = -radius; dx <= radius; dx++) {
          if (dx * dx + dy * dy > radius * radius + 1) continue;
          const [nx, ny] = [x + dx, y + dy];
          const set = nx >= 0 && ny >= 0 && nx < width && ny < height && mask.data[ny * width + nx] === 1;
          any ||= set;
          all &&= set;
        }
      data[y * width + x] = (grow ? any : all) ? 1 : 0;
    }
  return { width, height, data };
}

/** Numbers the pixels that hang together and satisfy `is`, from 1, with their counts. */
function components({ width, height }: Mask, is: (i: number) => boolean): { labels: Int32Array; sizes: number[] } {
  const labels = new Int32Array(width * height);
  const sizes = [0];
  for (let start = 0; start < labels.length; start++) {
    if (labels[start] !== 0 || !is(start)) continue;
    const label = sizes.length;
    const stack = [start];
    labels[start] = label;
    let size = 0;
    for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
      size++;
      const x = i % width;
      for (const next of [x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width])
        if (next >= 0 && next < labels.length && labels[next] === 0 && is(next)) {
          labels[next] = label;
          stack.push(next);
        }
    }
    sizes.push(size);
  }
  return { labels, sizes };
}

function largest(mask: Mask): Mask {
  const { labels, sizes } = components(mask, (i) => mask.data[i] === 1);
  const best = sizes.indexOf(Math.max(...sizes.slice(1), 0), 1);
  return { ...mask, data: Uint8Array.from(labels, (label) => (label === best && best > 0 ? 1 : 0)) };
}

/** What is not set and does not touch the rim is a hole. */
function withoutHoles(mask: Mask): Mask {
  const { width, height } = mask;
  const { labels } = components(mask, (i) => mask.data[i] === 0);
  const rim = new Set<number>();
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) rim.add(labels[y * width + x] ?? 0);
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) rim.add(labels[y * width + x] ?? 0);
  return { ...mask, data: Uint8Array.from(labels, (label) => (label === 0 || !rim.has(label) ? 1 : 0)) };
}

/** How much the object's shadow darkens every pixel of the rectangle, 0..1, beside its feet. */
export function shadowAlpha(picture: Rgb, background: Rgb, rect: PixelRect): Float32Array {
  const alpha = new Float32Array(rect.width * rect.height);
  for (let y = Math.ceil(rect.height * shadowFrom); y < rect.height; y++)
    for (let x = 0; x < rect.width; x++) {
      const dark = shade(picture, background, ((y + rect.top) * picture.width + x + rect.left) * 3) ?? 0;
      // Less than this is the picture's noise; at the rim of the rectangle the shadow runs out.
      const rim = Math.min(x, rect.width - 1 - x, rect.height - 1 - y) / 5;
      alpha[y * rect.width + x] = dark < 0.07 ? 0 : dark * Math.min(1, rim);
    }
  return alpha;
}

/**
 * How much of every pixel of the rectangle is the one object in it, 0..1: difference from the background with two
 * thresholds (Canny's hysteresis), closed, without holes, opened, the largest piece, with an edge a pixel soft.
 */
export function objectAlpha(picture: Rgb, background: Rgb, rect: PixelRect): Float32Array {
  const raw = difference(picture, background, rect);
  const { labels, sizes } = components(raw, (i) => (raw.data[i] ?? 0) > unsure);
  const touched = new Uint8Array(sizes.length);
  labels.forEach((label, i) => {
    if (label > 0 && (raw.data[i] ?? 0) > sure) touched[label] = 1;
  });
  let mask: Mask = { ...raw, data: Uint8Array.from(labels, (label) => (label > 0 ? (touched[label] ?? 0) : 0)) };
  mask = moved(moved(mask, 2, true), 2, false);
  mask = withoutHoles(mask);
  mask = moved(moved(mask, 1, false), 1, true);
  // The camera sharpens: dark clothes have a bright rim, which belongs to no object.
  mask = moved(largest(mask), 1, false);
  return softened(mask);
}

function softened({ width, height, data }: Mask): Float32Array {
  const alpha = new Float32Array(width * height);
  const kernel = [1, 2, 1];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const [nx, ny] = [x + dx, y + dy];
          if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
          sum += (data[ny * width + nx] ?? 0) * (kernel[dx + 1] ?? 0) * (kernel[dy + 1] ?? 0);
        }
      alpha[y * width + x] = sum / 16;
    }
  return alpha;
}
