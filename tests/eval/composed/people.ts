import { deserialize, serialize } from 'node:v8';
import { footage } from '../../support/footage.ts';
import { readMotFile, type MotRow } from '../tracking/mot-file.ts';
import { fileHash, kept, makerHash } from './cache.ts';
import { cutFrame, mirrored, type CutFrame, type CutOut } from './cut-out.ts';
import { medianPicture, type PixelRect, type Rgb } from './picture.ts';
import { rawFrames } from './raw-video.ts';

const clip = 'pets09-s2l1/vtest.avi';
const truth = 'pets09-s2l1/gt.txt';
const size = { width: 768, height: 576 };
/** What stands between the camera and the square: lamp post with its sign, two tripods, a tape that moves in the wind. */
const obstacles: readonly PixelRect[] = [
  { left: 392, top: 0, width: 56, height: 396 },
  { left: 455, top: 335, width: 74, height: 150 },
  { left: 424, top: 112, width: 42, height: 74 },
  { left: 0, top: 166, width: 300, height: 22 },
];
/** Walks over the lawn, whose blades are in every cut-out of her. */
const spoilt = new Set([4]);
/** Room around a truth's box: arms and feet reach beyond it. */
const room = 7;
/** Frames in a cut-out: two steps and more, as long as it takes for its end to look like its beginning. */
const loop = { least: 16, most: 40 };
const leastHeight = 56;

const near = (a: PixelRect, b: PixelRect, gap: number): boolean =>
  a.left - gap < b.left + b.width && b.left - gap < a.left + a.width && a.top - gap < b.top + b.height && b.top - gap < a.top + a.height;

/** Rows of one person over consecutive frames, nobody and nothing in front or beside. */
function freeRuns(rows: readonly MotRow[]): MotRow[][] {
  const byFrame = Map.groupBy(rows, ({ frame }) => frame);
  const isFree = (row: MotRow): boolean =>
    !spoilt.has(row.id) && row.height >= leastHeight && row.left > room && row.top > room &&
    row.left + row.width < size.width - room && row.top + row.height < size.height - room &&
    !obstacles.some((obstacle) => near(row, obstacle, room)) &&
    !(byFrame.get(row.frame) ?? []).some((other) => other.id !== row.id && near(row, other, room));
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((person) => {
    const runs: MotRow[][] = [];
    for (const row of person.toSorted((a, b) => a.frame - b.frame).filter(isFree)) {
      const run = runs.at(-1);
      if (run !== undefined && run.at(-1)?.frame === row.frame - 1) run.push(row);
      else runs.push([row]);
    }
    return runs.filter(({ length }) => length > loop.least);
  });
}

const rectOf = (row: MotRow): PixelRect => {
  const left = Math.floor(row.left - room);
  const top = Math.floor(row.top - room);
  return { left, top, width: Math.ceil(row.left + row.width + room) - left, height: Math.ceil(row.top + row.height + room) - top };
};

/** How much of two frames, one foot over the other, is covered by both (intersection over union of alpha). */
function likeness(a: CutFrame, b: CutFrame): number {
  let [both, either] = [0, 0];
  const dx = Math.round(b.footX - a.footX);
  const dy = Math.round(b.footY - a.footY);
  for (let y = 0; y < a.height; y++)
    for (let x = 0; x < a.width; x++) {
      const one = a.rgba[(y * a.width + x) * 4 + 3] ?? 0;
      const [bx, by] = [x + dx, y + dy];
      const other = bx >= 0 && by >= 0 && bx < b.width && by < b.height ? (b.rgba[(by * b.width + bx) * 4 + 3] ?? 0) : 0;
      both += Math.min(one, other);
      either += Math.max(one, other);
    }
  return either === 0 ? 0 : both / either;
}

type Cut = { readonly row: MotRow; readonly rect: PixelRect; readonly frame: CutFrame };

/** The part of a run that plays round and round with least of a jump, or null when the run was not cut cleanly. */
function bestLoop(cuts: readonly Cut[]): { cuts: readonly Cut[]; likeness: number } | null {
  let best: { cuts: readonly Cut[]; likeness: number } | null = null;
  for (let start = 0; start + loop.least < cuts.length; start++)
    for (let length = loop.least; length <= loop.most && start + length < cuts.length; length++) {
      const [first, after] = [cuts[start], cuts[start + length]];
      if (first === undefined || after === undefined) continue;
      const alike = likeness(first.frame, after.frame);
      if (best === null || alike > best.likeness) best = { cuts: cuts.slice(start, start + length), likeness: alike };
    }
  return best;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Feet at the truth's place, which is smooth, moved by what it is off the cut-out on average. */
function cutOutOf(cuts: readonly Cut[]): CutOut | null {
  const offX = mean(cuts.map(({ row, rect, frame }) => rect.left + frame.footX - row.left - row.width / 2));
  const offY = mean(cuts.map(({ row, rect, frame }) => rect.top + frame.footY - row.top - row.height));
  const height = mean(cuts.map(({ frame }) => frame.box.height));
  const frames = cuts.map(({ row, rect, frame }): CutFrame => {
    const footX = row.left + row.width / 2 + offX - rect.left;
    const footY = row.top + row.height + offY - rect.top;
    return { ...frame, footX, footY };
  });
  const [first, last] = [cuts[0], cuts.at(-1)];
  if (first === undefined || last === undefined) return null;
  const dx = last.row.left + last.row.width / 2 - first.row.left - first.row.width / 2;
  const dy = last.row.top + last.row.height - first.row.top - first.row.height;
  const way = Math.hypot(dx, dy);
  const stride = way / height / (cuts.length - 1);
  const widths = frames.map(({ box }) => box.width);
  return {
    id: `person-${first.row.id}-${first.row.frame}`,
    heading: way === 0 ? { x: 0, y: 0 } : { x: dx / way, y: dy / way },
    stride,
    size: height,
    standing: widths.indexOf(Math.min(...widths)),
    frames,
  };
}

const isClean = ({ row, frame }: Cut): boolean => {
  const ratio = frame.box.height / row.height;
  return ratio > 0.82 && ratio < 1.15 && frame.box.width < row.width * 1.45 && frame.box.width > row.width * 0.45;
};

async function cutPeople(file: string, truthFile: string): Promise<CutOut[]> {
  const still: Rgb[] = [];
  for await (const picture of rawFrames(file, size.width, size.height, 17)) still.push(picture);
  const background = medianPicture(still);
  const runs = freeRuns(readMotFile(truthFile));
  const cuts = runs.map((): (Cut | null)[] => []);
  let number = 0;
  for await (const picture of rawFrames(file, size.width, size.height)) {
    number++;
    runs.forEach((run, i) => {
      const row = run.find(({ frame }) => frame === number);
      if (row === undefined) return;
      const rect = rectOf(row);
      const frame = cutFrame(picture, background, rect);
      const cut = frame === null ? null : { row, rect, frame };
      cuts[i]?.push(cut !== null && isClean(cut) ? cut : null);
    });
  }
  const clean = cuts.flatMap((run) => {
    const parts: Cut[][] = [[]];
    for (const cut of run) if (cut === null) parts.push([]); else parts.at(-1)?.push(cut);
    return parts.filter(({ length }) => length > loop.least);
  });
  return clean
    .map((run) => bestLoop(run))
    .filter((found) => found !== null)
    .filter(({ likeness: alike }) => alike > 0.68)
    .map(({ cuts: found }) => cutOutOf(found))
    .filter((found) => found !== null)
    .filter(({ stride }) => stride > 0.02 && stride < 0.2);
}

/** People walking across the square of PETS 2009, each also mirrored; null (saying so) where the footage is missing. */
export async function people(): Promise<readonly CutOut[] | null> {
  const [file, truthFile] = [footage(clip), footage(truth)];
  if (file === null || truthFile === null) return null;
  const name = `people-${fileHash(file).slice(0, 12)}-${makerHash('people.ts', 'mask.ts', 'cut-out.ts', 'picture.ts', 'raw-video.ts')}`;
  const cut = deserialize(await kept(name, async () => serialize(await cutPeople(file, truthFile)))) as CutOut[];
  return cut.flatMap((one) => [one, mirrored(one)]);
}
