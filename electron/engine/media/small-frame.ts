/**
 * A decoded picture made small for analysis. Nothing is scaled before it is asked for: `gray` feeds the motion gate on
 * every analysed frame, `planes` only when the gate opened. Both are made by the media library in C.
 */
export type SmallFrame = {
  /** Wall-clock ms for live cameras, ms from the file's start for files. */
  readonly at: number;
  /** Number of the frame within its source, from 0. */
  readonly index: number;
  readonly sourceWidth: number;
  readonly sourceHeight: number;
  /** Luma, tightly packed, at most that wide (`grayWidth` when nothing is said), aspect kept. */
  gray(width?: number): GrayPicture;
  /**
   * Planar 8-bit picture for the detector: planes G, B, R (FFmpeg's gbrp). A number is the longer side of the picture (a
   * multiple of 32), padded with black.
   */
  planes(fit: number | PictureFit): PlanarPicture;
  /** The same of a part of the picture, scaled to fill all of the planes. Null when the source's pixels are stored in a way that cannot be cut. */
  part(view: View): PlanarPicture | null;
  /** The whole picture as JPEG, at most `maxWidth` wide. */
  jpeg(maxWidth: number): Buffer;
  /** Gives the decoded picture back to the media library; nothing may be asked afterwards. */
  free(): void;
};

export type GrayPicture = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/**
 * How a picture gets into a detector's planes; it stands at their top left. `longest`: its longer side becomes that long,
 * and planes end at the next multiple of 32. `letterbox`: as large as it fits into planes of that size. What is left of the
 * planes has the value `pad`, 0 to 255. `stretch`: pulled over the whole plane.
 */
export type PictureFit =
  | { readonly way: 'longest'; readonly longest: number; readonly pad: number }
  | { readonly way: 'letterbox'; readonly width: number; readonly height: number; readonly pad: number }
  | { readonly way: 'stretch'; readonly width: number; readonly height: number };

export type PlanarPicture = {
  /** 3 x width x height bytes in G, B, R order, tight. Its ArrayBuffer is its own and may be transferred. */
  readonly data: Uint8Array<ArrayBuffer>;
  /** Width and height of a plane, padding included. */
  readonly width: number;
  readonly height: number;
  /** Width and height of the picture at the top left of the plane. */
  readonly pictureWidth: number;
  readonly pictureHeight: number;
};

/** A rectangle of the source's picture, in its whole pixels, and the size that it is scaled to. */
export type View = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Multiples of 32. */
  readonly pictureWidth: number;
  readonly pictureHeight: number;
};
