import type { RelativePoint } from '../../../../electron/contract/geometry.ts';
import type { GroundCalibration } from '../../../../electron/contract/ground.ts';
import type { GroundModel } from '../../../../electron/contract/ground/model.ts';
import type { PlanePoint } from '../../../../electron/contract/ground/matrix.ts';
import { type PictureSize, type PixelPoint, toPixels } from '../picture-geometry.ts';

/** Pieces of the grid that are equally strong, as one path. */
export type GridPath = { readonly every: 1 | 5; readonly strength: number; readonly path: string };

const columns = 32;
const rows = 24;
const widestM = 120;
const levels = 8;

type Bounds = { readonly left: number; readonly right: number; readonly near: number; readonly far: number };

/** The ground that the picture shows and that can be measured, as a box around it in metres. */
function boundsOf({ locate }: GroundModel): Bounds | null {
  const places = Array.from({ length: (columns + 1) * (rows + 1) }, (_, index) => locate({ x: (index % (columns + 1)) / columns, y: Math.floor(index / (columns + 1)) / rows })).filter((place) => place !== null);
  if (places.length === 0) return null;
  const range = (values: readonly number[]): readonly [number, number] => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const middle = values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
    return [Math.max(least, middle - widestM / 2), Math.min(most, middle + widestM / 2)];
  };
  const [left, right] = range(places.map(({ x }) => x));
  const [near, far] = range(places.map(({ y }) => y));
  return { left, right, near, far };
}

const isNear = ({ x, y }: PixelPoint, { width, height }: PictureSize): boolean => x > -width * 0.2 && x < width * 1.2 && y > -height * 0.2 && y < height * 1.2;

/** Full where two lines are far enough apart to be told from one another, nothing where they would fill the picture. */
export function strengthOf(gapPixels: number, every: 1 | 5): number {
  const [none, full] = every === 1 ? [6, 34] : [12, 90];
  return Math.min(1, Math.max(0, (gapPixels - none) / (full - none)));
}

/**
 * Lines on the ground every metre and every five, as paths over the picture: the weaker, the closer they come together, so
 * that they fade before the horizon. Nothing is drawn where the ground cannot be measured.
 */
export function groundGrid(model: GroundModel, size: PictureSize): readonly GridPath[] {
  const bounds = boundsOf(model);
  if (bounds === null) return [];
  const paths = new Map<string, { every: 1 | 5; strength: number; parts: string[] }>();
  const pixel = (place: PlanePoint): PixelPoint | null => {
    const at = model.appears(place);
    return at === null ? null : toPixels(at, size);
  };
  const piece = (from: PlanePoint, to: PlanePoint, across: PlanePoint, every: 1 | 5): void => {
    const [a, b] = [pixel(from), pixel(to)];
    if (a === null || b === null || (!isNear(a, size) && !isNear(b, size))) return;
    const beside = pixel({ x: from.x + across.x * every, y: from.y + across.y * every });
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const gap = beside === null ? 0 : Math.abs((b.x - a.x) * (beside.y - a.y) - (b.y - a.y) * (beside.x - a.x)) / length;
    const strength = Math.ceil(strengthOf(gap, every) * levels) / levels;
    if (strength === 0) return;
    const middle: RelativePoint = { x: (a.x + b.x) / 2 / size.width, y: (a.y + b.y) / 2 / size.height };
    if (model.locate(middle) === null) return;
    const key = `${every} ${strength}`;
    const found = paths.get(key) ?? { every, strength, parts: [] };
    found.parts.push(`M${a.x.toFixed(1)} ${a.y.toFixed(1)}L${b.x.toFixed(1)} ${b.y.toFixed(1)}`);
    paths.set(key, found);
  };
  const { left, right, near, far } = bounds;
  const step = 2.5;
  for (let x = Math.ceil(left); x <= right; x++)
    for (let y = Math.floor(near / step) * step; y < far; y += step) piece({ x, y }, { x, y: y + step }, { x: 1, y: 0 }, x % 5 === 0 ? 5 : 1);
  for (let y = Math.ceil(near); y <= far; y++)
    for (let x = Math.floor(left / step) * step; x < right; x += step) piece({ x, y }, { x: x + step, y }, { x: 0, y: 1 }, y % 5 === 0 ? 5 : 1);
  return [...paths.values()].map(({ every, strength, parts }) => ({ every, strength, path: parts.join('') }));
}

/** Where somebody stands in the picture. */
export type Figure = { readonly foot: RelativePoint; readonly head: RelativePoint };

/** A person of 1.70 m with the feet at a picture point; null where there is no ground. */
export function figureAt({ locate, appears }: GroundModel, foot: RelativePoint): Figure | null {
  const place = locate(foot);
  const head = place === null ? null : appears(place, 1.7);
  return head === null || head.y > foot.y ? null : { foot, head };
}

/** Marks on the ground, the nearest first. */
function groundedMarks(ground: GroundCalibration): readonly RelativePoint[] {
  return (ground.way === 'persons' ? [ground.near.foot, ground.far.foot] : ground.corners).toSorted((a, b) => b.y - a.y);
}

/** A few places from the picture's lower edge to the farthest mark at which people are shown for comparison. */
export function figurePlaces(model: GroundModel, ground: GroundCalibration): readonly Figure[] {
  const top = groundedMarks(ground).at(-1)?.y ?? 0.5;
  const along = [[0.22, 0.9], [0.78, 0.55], [0.42, 0.25], [0.64, 0.02]] as const;
  return along.map(([x, share]) => figureAt(model, { x, y: top + (1 - top) * share })).filter((figure) => figure !== null);
}

/** Uncertainties of places at the lowest and the highest mark, and of lengths as a share there. */
export type Certainty = { readonly nearM: number; readonly farM: number; readonly lengthShare: number };

export function certaintyOf(model: GroundModel, ground: GroundCalibration): Certainty | null {
  const places = groundedMarks(ground).map((mark) => model.locate(mark)).filter((place) => place !== null);
  const [near, far] = [places[0], places.at(-1)];
  return near === undefined || far === undefined ? null : { nearM: near.uncertaintyM, farM: far.uncertaintyM, lengthShare: Math.max(near.scaleError, far.scaleError) };
}
