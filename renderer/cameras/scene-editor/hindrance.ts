import type { BehaviorCard } from '../../../electron/contract/behavior.ts';
import type { Scene } from '../../../electron/contract/scene.ts';
import { sceneProblems } from './check.ts';
import { groundId, type Selection } from './model.ts';
import { ruleIsWrong } from './rules/rule-problems.ts';

/** Where something has to be put right before the scene can be saved; `name` null: the ground, or the rules of the whole picture. */
export type Hindrance = { readonly selection: Selection | null; readonly name: string | null };

/** The first thing that keeps the scene from being saved, or null. */
export function hindrance(scene: Scene, cards: readonly BehaviorCard[], groundIsWrong: boolean): Hindrance | null {
  const [shape] = sceneProblems(scene);
  if (shape !== undefined) return at(scene, shape.kind, shape.id);
  if (groundIsWrong) return { selection: { kind: 'ground', id: groundId, corner: null }, name: null };
  const rule = scene.behaviors.find((each) => ruleIsWrong(each, scene, cards));
  if (rule === undefined) return null;
  if (rule.zone != null) return at(scene, 'zone', rule.zone);
  return rule.line != null ? at(scene, 'line', rule.line) : { selection: null, name: null };
}

function at(scene: Scene, kind: 'zone' | 'line', id: string): Hindrance {
  const shapes = kind === 'zone' ? scene.zones : scene.lines;
  return { selection: { kind, id, corner: null }, name: shapes.find((shape) => shape.id === id)?.name ?? id };
}
