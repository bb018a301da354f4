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
  /** Luma, tightly packed, at most `grayWidth` wide, aspect kept. */
  gray(): GrayPicture;
  /** Planar 8-bit picture for the detector, letterboxed at the top left into size x size: planes G, B, R (FFmpeg's gbrp). */
  planes(size: number): PlanarPicture;
  /** The whole picture as JPEG, at most `maxWidth` wide. */
  jpeg(maxWidth: number): Buffer;
  /** Gives the decoded picture back to the media library; nothing may be asked afterwards. */
  free(): void;
};

export type GrayPicture = { readonly data: Uint8Array; readonly width: number; readonly height: number };

export type PlanarPicture = {
  /** 3 x size x size bytes in G, B, R order. Its ArrayBuffer is its own and may be transferred. */
  readonly data: Uint8Array<ArrayBuffer>;
  readonly size: number;
  /** Width and height of the picture inside the square, in its pixels; the rest is padding. */
  readonly width: number;
  readonly height: number;
};
