export type Colour = readonly [red: number, green: number, blue: number];
type Point = readonly [x: number, y: number];

/** Sub-scanlines a pixel row is sampled with; edges look smooth without a graphics library. */
const samplesPerRow = 4;

/** An RGB picture that shapes are painted on, 8 bits a channel, rows tight. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;

  constructor(width: number, height: number, data = new Uint8Array(width * height * 3)) {
    this.width = width;
    this.height = height;
    this.data = data;
  }

  copyFrom(other: Canvas): void {
    this.data.set(other.data);
  }

  /** Paints a filled polygon with smooth edges (even-odd scan conversion, coverage by sub-scanlines). */
  polygon(points: readonly Point[], colour: Colour, opacity = 1): void {
    const ys = points.map(([, y]) => y);
    const top = Math.max(0, Math.floor(Math.min(...ys)));
    const bottom = Math.min(this.height - 1, Math.ceil(Math.max(...ys)));
    const coverage = new Float32Array(this.width + 1);
    for (let row = top; row <= bottom; row++) {
      coverage.fill(0);
      for (let sample = 0; sample < samplesPerRow; sample++) this.#span(points, row + (sample + 0.5) / samplesPerRow, coverage);
      for (let x = 0; x < this.width; x++) {
        const share = coverage[x] ?? 0;
        if (share > 0) this.#blend(row * this.width + x, colour, Math.min(1, share / samplesPerRow) * opacity);
      }
    }
  }

  ellipse(centreX: number, centreY: number, radiusX: number, radiusY: number, colour: Colour, opacity = 1): void {
    const corners = Array.from({ length: 28 }, (_, i): Point => {
      const angle = (i / 28) * 2 * Math.PI;
      return [centreX + radiusX * Math.cos(angle), centreY + radiusY * Math.sin(angle)];
    });
    this.polygon(corners, colour, opacity);
  }

  /** A limb: a thick line that tapers from one end to the other, with round ends. */
  limb(from: Point, to: Point, widthFrom: number, widthTo: number, colour: Colour): void {
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
    const [nx, ny] = [-Math.sin(angle), Math.cos(angle)];
    const side = ([x, y]: Point, width: number): Point => [x + (nx * width) / 2, y + (ny * width) / 2];
    this.polygon([side(from, widthFrom), side(to, widthTo), side(to, -widthTo), side(from, -widthFrom)], colour);
    this.ellipse(from[0], from[1], widthFrom / 2, widthFrom / 2, colour);
    this.ellipse(to[0], to[1], widthTo / 2, widthTo / 2, colour);
  }

  /** Adds the same grain wherever it is called with the same seed. */
  grain(strength: number, seed: number): void {
    let state = seed >>> 0 || 1;
    for (let i = 0; i < this.data.length; i += 3) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const noise = ((state >>> 16) / 65535 - 0.5) * 2 * strength;
      for (let channel = 0; channel < 3; channel++) this.data[i + channel] = clamp((this.data[i + channel] ?? 0) + noise);
    }
  }

  #span(points: readonly Point[], y: number, coverage: Float32Array): void {
    const crossings: number[] = [];
    points.forEach(([x1, y1], index) => {
      const [x2, y2] = points[(index + 1) % points.length] ?? [x1, y1];
      if (y1 <= y !== y2 <= y) crossings.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
    });
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, crossings[i] ?? 0);
      const to = Math.min(this.width, crossings[i + 1] ?? 0);
      for (let x = Math.floor(from); x < to; x++) coverage[x] = (coverage[x] ?? 0) + Math.min(to, x + 1) - Math.max(from, x);
    }
  }

  #blend(pixel: number, colour: Colour, opacity: number): void {
    for (let channel = 0; channel < 3; channel++) {
      const index = pixel * 3 + channel;
      const under = this.data[index] ?? 0;
      this.data[index] = under + ((colour[channel] ?? 0) - under) * opacity;
    }
  }
}

function clamp(value: number): number {
  return Math.max(0, Math.min(255, value));
}
