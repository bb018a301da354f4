import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RuleConditions } from '../../../electron/contract/rule-conditions.ts';
import { parseScene } from '../../../electron/engine/behavior/parse-scene.ts';

const text = readFileSync(new URL('../../../docs/behaviours.md', import.meta.url), 'utf8');

it('the document about rules names every condition, and its examples are scenes that work', () => {
  for (const name of Object.keys(RuleConditions.shape)) expect(text).toContain(`\`${name}\``);
  const examples = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => parseScene(JSON.parse(json ?? '')));
  expect(examples.length).toBeGreaterThan(0);
});
