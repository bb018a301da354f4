export type Picture = { readonly size: number; readonly png: Buffer };

/**
 * A Windows icon file with PNG pictures inside (Windows Vista and later).
 * @see https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10), `ICONDIR` and `ICONDIRENTRY`
 */
export function ico(pictures: readonly Picture[]): Buffer {
  const headerBytes = 6;
  const entryBytes = 16;
  const header = Buffer.alloc(headerBytes + entryBytes * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  pictures.forEach(({ size, png }, index) => {
    const at = headerBytes + entryBytes * index;
    // 0 stands for 256.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** Types of an icon family whose data is a PNG, with the picture's side in pixels; some stand for twice a smaller size. */
const icnsTypes = [
  ['icp4', 16], ['icp5', 32], ['ic11', 32], ['ic12', 64], ['ic07', 128], ['ic13', 256], ['ic08', 256], ['ic14', 512], ['ic09', 512], ['ic10', 1024],
] as const;

/** Sides of the pictures that an Apple icon holds. */
export const icnsSizes: readonly number[] = [...new Set(icnsTypes.map(([, size]) => size))];

/**
 * An Apple icon file: `icns`, the length of all, then for each picture its type, length and PNG; lengths are big-endian
 * and count their own eight bytes.
 * @see https://en.wikipedia.org/wiki/Apple_Icon_Image_format, the table of OSTypes
 */
export function icns(pictures: readonly Picture[]): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(data.length + 8, 4);
    return Buffer.concat([head, data]);
  };
  const chunks = icnsTypes.map(([type, size]) => {
    const picture = pictures.find((candidate) => candidate.size === size);
    if (picture === undefined) throw new Error(`an Apple icon needs a picture of ${size} pixels`);
    return chunk(type, picture.png);
  });
  return chunk('icns', Buffer.concat(chunks));
}
