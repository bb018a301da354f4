import type { z } from 'zod';
import { Scene } from '../../contract/scene.ts';
import { sceneProblemWords, type SceneProblem } from '../../contract/words/scene-problems.ts';
import { parseRule, RuleError, type ParsedRule } from './registry.ts';

/** A scene that cannot be used. `path` leads to the first thing that is wrong, as in `zones[0].points[2].x`. */
export class SceneError extends Error {
  readonly kind: SceneProblem;
  readonly path: string;
  readonly detail: string;
  constructor(kind: SceneProblem, path: readonly PropertyKey[], detail: string) {
    const shown = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('').replace(/^\./, '');
    super(`${kind} at ${shown}: ${detail}`);
    this.kind = kind;
    this.path = shown;
    this.detail = detail;
  }
}

function problemOf(issue: z.core.$ZodIssue): SceneProblem {
  const last = issue.path.at(-1);
  if (issue.message in sceneProblemWords) return issue.message as SceneProblem;
  if ((last === 'x' || last === 'y') && (issue.code === 'too_big' || issue.code === 'too_small')) return 'point-outside';
  if (last === 'points' && issue.code === 'too_small') return 'too-few-corners';
  return 'bad-form';
}

/** The first key of `given` that parsing dropped because the schema does not know it. */
function droppedKey(given: unknown, kept: unknown, path: readonly PropertyKey[]): readonly PropertyKey[] | null {
  if (typeof given !== 'object' || given === null || typeof kept !== 'object' || kept === null) return null;
  for (const [name, value] of Object.entries(given)) {
    const key = Array.isArray(given) ? Number(name) : name;
    const inside = [...path, key];
    if (!(name in kept)) return inside;
    const found = droppedKey(value, (kept as Record<string, unknown>)[name], inside);
    if (found !== null) return found;
  }
  return null;
}

/**
 * Reads a scene, from a file or from a window, with every rule checked against its behaviour; rules that are switched off
 * are checked too. Fields that nothing knows are errors, since a misspelt one would silently watch nothing.
 * @throws SceneError
 */
export function parseScene(value: unknown): { scene: Scene; rules: ParsedRule[] } {
  const parsed = Scene.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    if (issue === undefined) throw new SceneError('bad-form', [], '');
    const kind = problemOf(issue);
    throw new SceneError(kind, issue.path, kind === 'bad-form' ? issue.message : '');
  }
  const unknown = droppedKey(value, parsed.data, []);
  if (unknown !== null) throw new SceneError('unknown-key', unknown, '');
  return { scene: parsed.data, rules: parseRules(parsed.data) };
}

/** The rules of a scene that are switched on, ready to watch. @throws SceneError when any rule is wrong */
export function parseRules(scene: Scene): ParsedRule[] {
  return scene.behaviors.flatMap((rule, index) => {
    try {
      const parsed = parseRule(rule, scene);
      return rule.enabled ? [parsed] : [];
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      throw new SceneError(error.kind, ['behaviors', index, ...error.path], error.detail);
    }
  });
}
