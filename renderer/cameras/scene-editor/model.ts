import type { RelativePoint } from '../../../electron/contract/geometry.ts';
import type { GroundWay } from '../../../electron/contract/ground.ts';
import type { Scene } from '../../../electron/contract/scene.ts';
import { groundMarks } from './ground/ground-marks.ts';
import type { KnownGrounds } from './ground/ground-ways.ts';

export type ShapeKind = 'zone' | 'line';
/** What has corners on the picture that can be taken hold of: the ground's marks too, of which there is one set. */
export type MarkedKind = ShapeKind | 'ground';
export const groundId = 'ground';

/** A zone, line or the ground, and one of its corners when `corner` is a number; a line's corners are 0 (from) and 1 (to). */
export type Selection = { readonly kind: MarkedKind; readonly id: string; readonly corner: number | null };

/** The corners set so far and where the next one would go. */
type Pencil = { readonly points: readonly RelativePoint[]; readonly cursor: RelativePoint };

/** Something being drawn: a shape, the ground's four marks, or the two ends of a distance to be checked. */
export type Drawing =
  | (Pencil & { readonly kind: ShapeKind; readonly name: string })
  | (Pencil & { readonly kind: 'ground'; readonly way: GroundWay })
  | (Pencil & { readonly kind: 'measure' });

/**
 * The scene editor's whole state. `scene` may be unfit to save for a while (a zone that crosses itself is shown, not
 * refused); `check.ts` says what is wrong with it.
 */
export type EditorState = {
  readonly scene: Scene;
  /** The scene as the engine has it. */
  readonly saved: Scene;
  readonly past: readonly Scene[];
  readonly future: readonly Scene[];
  /** Names the change under way: further changes of the same name are undone together with it. */
  readonly change: string | null;
  readonly selection: Selection | null;
  readonly drawing: Drawing | null;
  /** The picture's width divided by its height, as it is shown. */
  readonly aspect: number;
  /** Two points of the picture between which the ground is measured, to check the calibration. Not part of the scene. */
  readonly measure: readonly [RelativePoint, RelativePoint] | null;
  readonly grounds: KnownGrounds;
};

export const maxCorners = 32;
export const minCorners = 3;

export function openEditor(scene: Scene): EditorState {
  return { scene, saved: scene, past: [], future: [], change: null, selection: null, drawing: null, aspect: 16 / 9, measure: null, grounds: [] };
}

export function isChanged(state: EditorState): boolean {
  return (state.drawing !== null && state.drawing.kind !== 'measure') || JSON.stringify(state.scene) !== JSON.stringify(state.saved);
}

/** The corners of a zone, a line or the ground, or none when it is not there. */
export function cornersOf(scene: Scene, kind: MarkedKind, id: string): readonly RelativePoint[] {
  if (kind === 'zone') return scene.zones.find((zone) => zone.id === id)?.points ?? [];
  if (kind === 'ground') return scene.ground === null ? [] : groundMarks(scene.ground);
  const line = scene.lines.find((one) => one.id === id);
  return line === undefined ? [] : [line.from, line.to];
}

/** Inside the picture, on a grid of a ten-thousandth: finer than a pixel of any camera. */
export function clampPoint({ x, y }: RelativePoint): RelativePoint {
  const clamp = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
  return { x: clamp(x), y: clamp(y) };
}

/** `zone-1`, `zone-2`, …: the first that is free. */
export function freshId(prefix: string, taken: readonly { readonly id: string }[]): string {
  for (let number = 1; ; number++) {
    const id = `${prefix}-${number}`;
    if (!taken.some((one) => one.id === id)) return id;
  }
}
