/** A box of ISO/IEC 14496-12 inside a view; offsets count from the view's start. */
export type Box = { readonly type: string; readonly contentStart: number; readonly end: number };

/** Header of a box as it stands in a file: total size with header, 0 where the size says "to the end". */
export type BoxHeader = { readonly type: string; readonly headerBytes: number; readonly size: number };

/** Reads the header at `offset`; null when too few bytes are there or the size makes no sense. */
export function readBoxHeader(view: DataView, offset: number): BoxHeader | null {
  if (offset + 8 > view.byteLength) return null;
  const size32 = view.getUint32(offset);
  const type = fourCharacters(view, offset + 4);
  if (size32 !== 1) return size32 >= 8 || size32 === 0 ? { type, headerBytes: 8, size: size32 } : null;
  if (offset + 16 > view.byteLength) return null;
  const size = Number(view.getBigUint64(offset + 8));
  return size >= 16 && Number.isSafeInteger(size) ? { type, headerBytes: 16, size } : null;
}

/** Boxes between two offsets, in order; ends at the first that does not fit. Every step moves on by 8 bytes or more. */
export function* boxes(view: DataView, start: number, end: number): Generator<Box, undefined> {
  let offset = start;
  while (offset < end) {
    const header = readBoxHeader(view, offset);
    if (header === null) return undefined;
    const boxEnd = header.size === 0 ? end : offset + header.size;
    if (boxEnd > end || offset + header.headerBytes > boxEnd) return undefined;
    yield { type: header.type, contentStart: offset + header.headerBytes, end: boxEnd };
    offset = boxEnd;
  }
  return undefined;
}

/** First box along a path of types, e.g. `mdia`, `minf`, `stbl`. */
export function findBox(view: DataView, within: Box, ...path: readonly string[]): Box | null {
  let current: Box = within;
  for (const type of path) {
    // `meta` is a full box in MP4: version and flags stand before its children.
    const start = current.type === 'meta' ? current.contentStart + 4 : current.contentStart;
    const child = boxes(view, start, current.end).find((box) => box.type === type);
    if (child === undefined) return null;
    current = child;
  }
  return current;
}

/** An unsigned 32-bit number at an offset from the box's content, null outside of the box. */
export function uint32At(view: DataView, box: Box, offset: number): number | null {
  const at = box.contentStart + offset;
  return at + 4 <= box.end ? view.getUint32(at) : null;
}

/** Like {@link uint32At}, 64 bits; null also where the number does not fit a double exactly. */
export function uint64At(view: DataView, box: Box, offset: number): number | null {
  const at = box.contentStart + offset;
  if (at + 8 > box.end) return null;
  const value = Number(view.getBigUint64(at));
  return Number.isSafeInteger(value) ? value : null;
}

function fourCharacters(view: DataView, offset: number): string {
  return String.fromCharCode(view.getUint8(offset), view.getUint8(offset + 1), view.getUint8(offset + 2), view.getUint8(offset + 3));
}
