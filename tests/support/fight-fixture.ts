/** Of the fight model's input: pictures of a region, and their sides in pixels. */
export const fixturePictures = 24;
export const fixtureSize = 160;

/** Whole numbers only, so that every language makes the same pictures; models/trained/fight.md has the formula in words. */
export function fixtureFrames(): Uint8Array<ArrayBuffer> {
  const wave = (value: number): number => Math.abs((((value % 64) + 64) % 64) - 32) * 7;
  const regions = [
    (k: number, y: number, x: number): number => (wave(x + 3 * k) + wave(y - 2 * k + (x >> 2))) >> 1,
    (k: number, y: number, x: number): number => (wave(x + ((5 * k * k) % 11)) + wave(y + ((7 * k) % 5) + ((x * y) >> 6))) >> 1,
  ];
  const pixels = new Uint8Array(regions.length * fixturePictures * fixtureSize * fixtureSize);
  let index = 0;
  for (const grey of regions)
    for (let k = 0; k < fixturePictures; k++)
      for (let y = 0; y < fixtureSize; y++) for (let x = 0; x < fixtureSize; x++) pixels[index++] = grey(k, y, x);
  return pixels;
}
