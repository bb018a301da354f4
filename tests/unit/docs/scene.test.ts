import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ObjectClass } from '../../../electron/contract/scene.ts';
import { parseScene } from '../../../electron/engine/behavior/parse-scene.ts';
import { behaviorCards } from '../../../electron/engine/behavior/registry.ts';

const text = readFileSync(new URL('../../../docs/scene.md', import.meta.url), 'utf8');
const examples = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => parseScene(JSON.parse(json ?? '')));

describe('the document about scenes', () => {
  it('has an example of every behaviour, and every example is a scene that works', () => {
    const shown = new Set(examples.flatMap(({ rules }) => rules.map(({ behavior }) => behavior)));
    expect([...shown].sort()).toEqual(behaviorCards().map(({ id }) => id).sort());
  });
  it('names every setting with its default, and every class', () => {
    for (const { id, fields } of behaviorCards())
      for (const { key, default: preset } of fields) {
        expect(text, `${id}.${key}`).toContain(`\`${key}\``);
        if (key !== 'classes') expect(text.split(`\`${key}\``).slice(1).some((after) => after.slice(0, 40).includes(JSON.stringify(preset))), `default of ${id}.${key}`).toBe(true);
      }
    for (const name of ObjectClass.options) expect(text).toContain(`\`${name}\``);
  });
});
