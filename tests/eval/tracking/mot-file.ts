import { readFileSync } from 'node:fs';
import { BadInput } from '../bad-input.ts';

/** One row of a MOTChallenge file: a box in source pixels at a frame counted from 1. */
export type MotRow = {
  readonly frame: number;
  readonly id: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly confidence: number;
};

const MAX_FRAME = 10_000_000;

/**
 * Reads a MOTChallenge file (`frame,id,left,top,width,height,confidence,...`, separated by commas or blanks).
 * @throws BadInput naming the file and the line when it is missing, malformed, or has an id twice in one frame
 */
export function readMotFile(path: string): MotRow[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    throw new BadInput(`${path}: cannot be read (${code})`);
  }
  return parseMot(text, path);
}

/** @throws BadInput naming `source` and the line */
export function parseMot(text: string, source: string): MotRow[] {
  const rows: MotRow[] = [];
  const seen = new Set<string>();
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    const row = parseRow(line);
    if (typeof row === 'string') throw new BadInput(`${source}:${index + 1}: ${row}`);
    const key = `${row.frame} ${row.id}`;
    if (seen.has(key)) throw new BadInput(`${source}:${index + 1}: id ${row.id} stands twice in frame ${row.frame}`);
    seen.add(key);
    rows.push(row);
  });
  return rows;
}

function parseRow(line: string): MotRow | string {
  const cells = line.trim().split(/\s*,\s*|\s+/);
  if (cells.length < 6) return 'not a MOTChallenge row (frame,id,left,top,width,height,...)';
  const numbers = cells.slice(0, 7).map((cell) => (cell === '' ? NaN : Number(cell)));
  if (!numbers.every(Number.isFinite)) return 'a cell is not a number';
  const [frame = 0, id = 0, left = 0, top = 0, width = 0, height = 0, confidence = 1] = numbers;
  if (!Number.isInteger(frame) || frame < 1 || frame > MAX_FRAME) return 'frames are whole numbers from 1';
  if (!Number.isInteger(id)) return 'ids are whole numbers';
  if (width < 0 || height < 0) return 'width and height may not be negative';
  return { frame, id, left, top, width, height, confidence };
}
