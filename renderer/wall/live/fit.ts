/** A rectangle in the pixels of the surface that is drawn on. */
export type PixelRect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The largest rectangle of the picture's shape inside the surface, in the middle, on whole pixels. */
export function containRect(picture: { width: number; height: number }, surface: { width: number; height: number }): PixelRect {
  if (picture.width <= 0 || picture.height <= 0) return { x: 0, y: 0, width: surface.width, height: surface.height };
  const scale = Math.min(surface.width / picture.width, surface.height / picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  return { x: Math.floor((surface.width - width) / 2), y: Math.floor((surface.height - height) / 2), width, height };
}
