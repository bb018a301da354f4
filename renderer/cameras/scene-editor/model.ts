import type { RelativePoint } from '../../../electron/contract/geometry.ts';
import type { Scene } from '../../../electron/contract/scene.ts';

export type ShapeKind = 'zone' | 'line';

/** A zone or line, and one of its corners when `corner` is a number; a line's corners are 0 (from) and 1 (to). */
export type Selection = { readonly kind: ShapeKind; readonly id: string; readonly corner: number | null };

/** A shape being drawn: the corners set so far and where the next one would go. */
export type Drawing = { readonly kind: ShapeKind; readonly name: string; readonly points: readonly RelativePoint[]; readonly cursor: RelativePoint };

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
};

export const maxCorners = 32;
export const minCorners = 3;

export function openEditor(scene: Scene): EditorState {
  return { scene, saved: scene, past: [], future: [], change: null, selection: null, drawing: null };
}

export function isChanged(state: EditorState): boolean {
  return state.drawing !== null || JSON.stringify(state.scene) !== JSON.stringify(state.saved);
}

/** The corners of a zone or line of the scene, or none when it is not there. */
export function cornersOf(scene: Scene, kind: ShapeKind, id: string): readonly RelativePoint[] {
  if (kind === 'zone') return scene.zones.find((zone) => zone.id === id)?.points ?? [];
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
