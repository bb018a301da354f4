/** An RGB picture, 8 bits a channel, tightly packed. */
export type Rgb = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** A rectangle of whole pixels. */
export type PixelRect = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** The middle value of every channel of every pixel: what stands behind whatever passes. */
export function medianPicture(pictures: readonly Rgb[]): Rgb {
  const [first] = pictures;
  if (first === undefined) throw new Error('no picture to take the median of');
  const data = new Uint8Array(first.data.length);
  const values = new Uint8Array(pictures.length);
  const middle = pictures.length >> 1;
  for (let i = 0; i < data.length; i++) {
    for (let n = 0; n < pictures.length; n++) values[n] = pictures[n]?.data[i] ?? 0;
    data[i] = values.sort()[middle] ?? 0;
  }
  return { width: first.width, height: first.height, data };
}

/** A picture of another size, bilinear. */
export function resized(picture: Rgb, width: number, height: number): Rgb {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const sy = Math.min(picture.height - 1, Math.max(0, ((y + 0.5) * picture.height) / height - 0.5));
    const y0 = Math.floor(sy);
    const y1 = Math.min(picture.height - 1, y0 + 1);
    for (let x = 0; x < width; x++) {
      const sx = Math.min(picture.width - 1, Math.max(0, ((x + 0.5) * picture.width) / width - 0.5));
      const x0 = Math.floor(sx);
      const x1 = Math.min(picture.width - 1, x0 + 1);
      const [fx, fy] = [sx - x0, sy - y0];
      for (let c = 0; c < 3; c++) {
        const at = (row: number, column: number): number => picture.data[(row * picture.width + column) * 3 + c] ?? 0;
        const top = at(y0, x0) * (1 - fx) + at(y0, x1) * fx;
        const bottom = at(y1, x0) * (1 - fx) + at(y1, x1) * fx;
        data[(y * width + x) * 3 + c] = Math.round(top * (1 - fy) + bottom * fy);
      }
    }
  }
  return { width, height, data };
}
