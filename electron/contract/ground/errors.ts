/** One standard deviation each; pictures are measured in heights of the picture. */

/** A click by hand: two pixels of 1080. */
export const clickError = 2 / 1080;
/** Where the lower edge of a box is taken for the feet: this share of the person's height in the picture, and never less than a click. */
export const footShare = 0.04;
/** Tape or laser on rough ground. */
export const lengthError = (metres: number): number => 0.02 + 0.01 * metres;
/** How upright somebody stands, and in which shoes, as a share of the height. */
export const heightShare = 0.02;
/** Focal length as a share of itself: with the lens's data sheet, and knowing nothing but that it is a camera's. */
export const lensShare = { known: 0.05, unknown: 0.5 } as const;
/** How level a camera hangs, in radians: two degrees. */
export const rollError = Math.PI / 90;
/** What flat ground and a lens without distortion leave out, as a share of every length. */
export const modelShare = 0.02;
