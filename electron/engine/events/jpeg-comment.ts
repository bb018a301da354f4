/** Bytes of text that one comment segment takes (ITU-T T.81, B.2.4.5: a length of 16 bits that counts itself). */
const segmentBytes = 65_533;
const startOfImage = 0xffd8;
const commentMarker = 0xfffe;

/**
 * Writes a text into a JPEG as comment segments (COM) right after its start, in place of those that stood there; long
 * texts take several. @throws RangeError when it is no JPEG
 */
export function withJpegComment(jpeg: Uint8Array, text: string): Buffer {
  const bytes = asBuffer(jpeg);
  const rest = bytes.subarray(commentsEnd(bytes));
  const content = Buffer.from(text, 'utf8');
  const parts: Buffer[] = [bytes.subarray(0, 2)];
  for (let start = 0; start < content.length; start += segmentBytes) {
    const piece = content.subarray(start, start + segmentBytes);
    const header = Buffer.alloc(4);
    header.writeUInt16BE(commentMarker, 0);
    header.writeUInt16BE(piece.length + 2, 2);
    parts.push(header, piece);
  }
  return Buffer.concat([...parts, rest]);
}

/** The text that `withJpegComment` wrote, or null. */
export function jpegComment(jpeg: Uint8Array): string | null {
  const bytes = asBuffer(jpeg);
  const pieces: Buffer[] = [];
  let at = 2;
  for (const end of commentEnds(bytes)) {
    pieces.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return pieces.length === 0 ? null : Buffer.concat(pieces).toString('utf8');
}

function commentsEnd(bytes: Buffer): number {
  return commentEnds(bytes).at(-1) ?? 2;
}

function commentEnds(bytes: Buffer): number[] {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== startOfImage) throw new RangeError('not a JPEG');
  const ends: number[] = [];
  let at = 2;
  while (at + 4 <= bytes.length && bytes.readUInt16BE(at) === commentMarker) {
    at += 2 + bytes.readUInt16BE(at + 2);
    if (at > bytes.length) break;
    ends.push(at);
  }
  return ends;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
