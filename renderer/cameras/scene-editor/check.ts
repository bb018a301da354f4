import { isSimplePolygon, type RelativePoint } from '../../../electron/contract/geometry.ts';
import type { Scene } from '../../../electron/contract/scene.ts';
import type { ShapeKind } from './model.ts';

export type ShapeProblem = 'crosses-itself' | 'too-short' | 'no-name' | 'name-too-long';

/** A reason why the scene cannot be saved. The same bounds as the contract's `Scene`, said shape by shape. */
export type SceneProblem = { readonly kind: ShapeKind; readonly id: string; readonly problem: ShapeProblem };

function nameProblem(name: string): ShapeProblem | null {
  const { length } = name.trim();
  return length === 0 ? 'no-name' : length > 60 ? 'name-too-long' : null;
}

export function sceneProblems({ zones, lines }: Scene): SceneProblem[] {
  const problems: SceneProblem[] = [];
  const note = (kind: ShapeKind, id: string, problem: ShapeProblem | null): void => {
    if (problem !== null) problems.push({ kind, id, problem });
  };
  for (const { id, name, points } of zones) {
    note('zone', id, isSimplePolygon(points) ? null : 'crosses-itself');
    note('zone', id, nameProblem(name));
  }
  for (const { id, name, from, to } of lines) {
    note('line', id, Math.hypot(from.x - to.x, from.y - to.y) < 0.01 ? 'too-short' : null);
    note('line', id, nameProblem(name));
  }
  return problems;
}

/** True when a zone closed at `cursor` (or at its last corner) would cross itself: shown while it is drawn. */
export function drawingCrosses(points: readonly RelativePoint[], cursor: RelativePoint | null): boolean {
  const last = points.at(-1);
  const all = cursor === null || (last?.x === cursor.x && last.y === cursor.y) ? points : [...points, cursor];
  return all.length > 3 && !isSimplePolygon(all);
}
