import type { CutFrame } from './cut-out.ts';
import { randomFrom } from './random.ts';
import type { Rgb } from './picture.ts';

/** Something of the place that stands in front of whoever is behind its base. Pixels of the place's picture. */
export type Occluder = { readonly base: number; readonly rects: readonly (readonly [left: number, top: number, right: number, bottom: number])[] };

export type Canvas = {
  readonly data: Uint8Array;
  /** The empty place again. */
  readonly clear: () => void;
  /** Lays a cut-out over what is there, its foot at a pixel, its size multiplied by `scale`. */
  readonly draw: (frame: CutFrame, footX: number, footY: number, scale: number) => void;
};

/** A picture to draw on, over an empty place. `tint` is the place's light on each channel. */
export function canvas(place: Rgb, occluders: readonly Occluder[], tint: readonly [number, number, number]): Canvas {
  const { width, height } = place;
  const data = new Uint8Array(place.data);

  const restore = (footY: number): void => {
    for (const { base, rects } of occluders) {
      if (footY >= base) continue;
      for (const [left, top, right, bottom] of rects)
        for (let y = top; y < bottom; y++) data.set(place.data.subarray((y * width + left) * 3, (y * width + right) * 3), (y * width + left) * 3);
    }
  };

  return {
    data,
    clear: () => data.set(place.data),
    draw(frame, footX, footY, scale) {
      const left = footX - frame.footX * scale;
      const top = footY - frame.footY * scale;
      const { rgba } = frame;
      const [x0, x1] = [Math.max(0, Math.floor(left)), Math.min(width - 1, Math.ceil(left + frame.width * scale))];
      const [y0, y1] = [Math.max(0, Math.floor(top)), Math.min(height - 1, Math.ceil(top + frame.height * scale))];
      for (let y = y0; y <= y1; y++) {
        const sy = (y + 0.5 - top) / scale - 0.5;
        const row = Math.floor(sy);
        if (row < 0 || row + 1 >= frame.height) continue;
        const fy = sy - row;
        for (let x = x0; x <= x1; x++) {
          const sx = (x + 0.5 - left) / scale - 0.5;
          const column = Math.floor(sx);
          if (column < 0 || column + 1 >= frame.width) continue;
          const fx = sx - column;
          const i = (row * frame.width + column) * 4;
          const below = i + frame.width * 4;
          const [w00, w10, w01, w11] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
          const sample = (c: number): number =>
            (rgba[i + c] ?? 0) * w00 + (rgba[i + 4 + c] ?? 0) * w10 + (rgba[below + c] ?? 0) * w01 + (rgba[below + 4 + c] ?? 0) * w11;
          const through = 1 - sample(3) / 255;
          if (through >= 1) continue;
          const to = (y * width + x) * 3;
          for (let c = 0; c < 3; c++) data[to + c] = Math.min(255, sample(c) * (tint[c] ?? 1) + through * (data[to + c] ?? 0));
        }
      }
      restore(footY);
    },
  };
}

/** Noise of the sensor: standard deviation in levels of 255, and how far its gain drifts. */
const sensor = { noise: 2.2, drift: 0.015, driftMs: 23_000 };

/** What the sensor makes of a picture at a time: gain that drifts slowly, and noise. Deterministic by seed. */
export function sensorOf(bytes: number, seed: number): (picture: Uint8Array, at: number) => Uint8Array {
  const random = randomFrom(seed);
  const noise = new Float32Array(1 << 18);
  for (let i = 0; i < noise.length; i += 2) {
    const radius = sensor.noise * Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    noise[i] = radius * Math.cos(angle);
    noise[i + 1] = radius * Math.sin(angle);
  }
  const phase = 2 * Math.PI * random();
  const made = new Uint8ClampedArray(bytes);
  const bytesMade = new Uint8Array(made.buffer);
  const mask = noise.length - 1;
  return (picture, at) => {
    const gain = 1 + sensor.drift * Math.sin((2 * Math.PI * at) / sensor.driftMs + phase);
    // Odd strides through the table, so that the same noise does not come back at the same place.
    let n = Math.floor(random() * noise.length);
    for (let i = 0; i < bytes; i++) {
      if ((i & 4095) === 0) n = Math.floor(random() * noise.length);
      made[i] = (picture[i] ?? 0) * gain + (noise[n++ & mask] ?? 0);
    }
    return bytesMade;
  };
}
