import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { RelativePoint } from '../../../electron/contract/geometry.ts';
import { BadInput } from '../bad-input.ts';
import { readMotFile, type MotRow } from '../tracking/mot-file.ts';

/** Vehicles counted by eye at a line that is level in the picture; frames from 1. */
export const VehicleCount = z.object({
  clip: z.string(),
  line: z.object({ from: RelativePoint, to: RelativePoint }).refine(({ from, to }) => from.y === to.y, { error: 'the line is not level' }),
  count: z.number().int().positive(),
  crossings: z.array(z.object({ frame: z.number().int().min(1), lane: z.number().int() })),
});
export type VehicleCount = z.infer<typeof VehicleCount>;

export type CrossingScore = {
  readonly counted: number;
  readonly tracked: number;
  /** (tracked - counted) / counted */
  readonly difference: number;
  /** Crossings by eye with one of the tracks' own within the tolerance, each used once. */
  readonly matched: number;
};

const toleranceFrames = 8;

/** Frames in which the middle of a box's lower edge goes up through the line, a track counted once. */
export function crossingFrames(rows: readonly MotRow[], { line }: VehicleCount, size: { width: number; height: number }): number[] {
  const left = Math.min(line.from.x, line.to.x) * size.width;
  const right = Math.max(line.from.x, line.to.x) * size.width;
  const y = line.from.y * size.height;
  const frames: number[] = [];
  for (const track of Map.groupBy(rows, (row) => row.id).values()) {
    const path = track.toSorted((a, b) => a.frame - b.frame);
    const crossed = path.find((row, i) => {
      const before = path[i - 1];
      const x = row.left + row.width / 2;
      return before !== undefined && before.top + before.height > y && row.top + row.height <= y && x >= left && x <= right;
    });
    if (crossed !== undefined) frames.push(crossed.frame);
  }
  return frames.sort((a, b) => a - b);
}

export function scoreCrossings(frames: readonly number[], count: VehicleCount): CrossingScore {
  const left = [...frames];
  let matched = 0;
  for (const { frame } of count.crossings) {
    const nearest = left.reduce((best, other, i) => (Math.abs(other - frame) < Math.abs((left[best] ?? Infinity) - frame) ? i : best), 0);
    if (Math.abs((left[nearest] ?? Infinity) - frame) > toleranceFrames) continue;
    left.splice(nearest, 1);
    matched++;
  }
  return { counted: count.count, tracked: frames.length, difference: (frames.length - count.count) / count.count, matched };
}

/** `crossings --tracks T --count COUNT.json --width W --height H`. @throws BadInput */
export function evaluateCrossings(args: readonly string[]): CrossingScore {
  const option = { type: 'string' } as const;
  let values: Partial<Record<'tracks' | 'count' | 'width' | 'height', string>>;
  try {
    ({ values } = parseArgs({ args: [...args], options: { tracks: option, count: option, width: option, height: option } }));
  } catch (cause) {
    throw new BadInput(cause instanceof Error ? cause.message.replaceAll('\n', ' ') : 'bad arguments');
  }
  const { tracks, count } = values;
  const size = { width: Number(values.width), height: Number(values.height) };
  if (tracks === undefined || count === undefined || !(size.width > 0) || !(size.height > 0))
    throw new BadInput('usage: eval -- crossings --tracks T --count COUNT.json --width W --height H');
  const known = readCount(count);
  return scoreCrossings(crossingFrames(readMotFile(tracks), known, size), known);
}

export function readCount(path: string): VehicleCount {
  try {
    return VehicleCount.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? (cause.issues[0]?.message ?? 'not a count') : cause instanceof Error ? cause.message : 'unreadable';
    throw new BadInput(`${path}: ${reason.replaceAll('\n', ' ')}`);
  }
}
