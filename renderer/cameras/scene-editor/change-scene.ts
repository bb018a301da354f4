import type { RelativePoint } from '../../../electron/contract/geometry.ts';
import type { BehaviorRule, Scene } from '../../../electron/contract/scene.ts';
import { withGroundMarks } from './ground/ground-marks.ts';
import { clampPoint, cornersOf, type MarkedKind, type ShapeKind } from './model.ts';

/** The scene with other corners for one shape. */
export function withCorners(scene: Scene, kind: MarkedKind, id: string, points: readonly RelativePoint[]): Scene {
  if (kind === 'zone') return { ...scene, zones: scene.zones.map((zone) => (zone.id === id ? { ...zone, points: [...points] } : zone)) };
  if (kind === 'ground') return scene.ground === null ? scene : { ...scene, ground: withGroundMarks(scene.ground, points) };
  const [from, to] = points;
  if (from === undefined || to === undefined) return scene;
  return { ...scene, lines: scene.lines.map((line) => (line.id === id ? { ...line, from, to } : line)) };
}

/** The whole shape moved, as far as it stays inside the picture. */
export function withMovedShape(scene: Scene, kind: MarkedKind, id: string, dx: number, dy: number): Scene {
  const points = cornersOf(scene, kind, id);
  if (points.length === 0) return scene;
  const limit = (delta: number, values: readonly number[]): number =>
    Math.min(1 - Math.max(...values), Math.max(-Math.min(...values), delta));
  const x = limit(dx, points.map((point) => point.x));
  const y = limit(dy, points.map((point) => point.y));
  return withCorners(scene, kind, id, points.map((point) => clampPoint({ x: point.x + x, y: point.y + y })));
}

/** The scene without a shape, and without the rules that watched it; a rule whose arrow a line was waits for another one. */
export function withoutShape(scene: Scene, kind: ShapeKind, id: string): Scene {
  const withoutArrow = (rule: BehaviorRule): BehaviorRule => (kind === 'line' && rule.line === id ? { ...rule, line: undefined } : rule);
  return {
    ...scene,
    zones: kind === 'zone' ? scene.zones.filter((zone) => zone.id !== id) : scene.zones,
    lines: kind === 'line' ? scene.lines.filter((line) => line.id !== id) : scene.lines,
    behaviors: scene.behaviors.filter((rule) => (kind === 'zone' ? rule.zone !== id : rule.line !== id || rule.zone !== undefined)).map(withoutArrow),
  };
}

export function withName(scene: Scene, kind: ShapeKind, id: string, name: string): Scene {
  const rename = <Shape extends { id: string; name: string }>(shape: Shape): Shape => (shape.id === id ? { ...shape, name } : shape);
  return kind === 'zone' ? { ...scene, zones: scene.zones.map(rename) } : { ...scene, lines: scene.lines.map(rename) };
}
