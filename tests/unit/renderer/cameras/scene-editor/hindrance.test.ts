import { describe, expect, it } from 'vitest';
import { Scene } from '../../../../../electron/contract/scene.ts';
import { behaviorCards } from '../../../../../electron/engine/behavior/registry.ts';
import { hindrance } from '../../../../../renderer/cameras/scene-editor/hindrance.ts';

const cards = behaviorCards();
const scene = Scene.parse({
  zones: [{ id: 'zone-1', name: 'Bin store', points: [{ x: 0.1, y: 0.1 }, { x: 0.5, y: 0.1 }, { x: 0.5, y: 0.5 }] }],
  lines: [{ id: 'line-1', name: 'Gate', from: { x: 0.1, y: 0.9 }, to: { x: 0.9, y: 0.9 } }],
  behaviors: [
    { id: 'rule-1', behavior: 'intrusion', zone: 'zone-1' },
    { id: 'rule-2', behavior: 'line-crossing', line: 'line-1' },
    { id: 'rule-3', behavior: 'fight' },
  ],
});
const withRule = (id: string, conditions: object): Scene => ({ ...scene, behaviors: scene.behaviors.map((rule) => (rule.id === id ? { ...rule, conditions } : rule)) });

describe('what keeps a scene from being saved', () => {
  it('is nothing while all is right', () => {
    expect(hindrance(scene, cards, false)).toBeNull();
  });
  it('is a shape that lost its name, however else it may be', () => {
    const nameless = { ...scene, lines: scene.lines.map((line) => ({ ...line, name: ' ' })) };
    expect(hindrance(nameless, cards, true)).toEqual({ selection: { kind: 'line', id: 'line-1', corner: null }, name: ' ' });
  });
  it('is the ground', () => {
    expect(hindrance(scene, cards, true)).toEqual({ selection: { kind: 'ground', id: 'ground', corner: null }, name: null });
  });
  it('is the place of the rule whose conditions cannot be', () => {
    expect(hindrance(withRule('rule-1', { schedule: [] }), cards, false)).toEqual({ selection: { kind: 'zone', id: 'zone-1', corner: null }, name: 'Bin store' });
    expect(hindrance(withRule('rule-2', { classes: [] }), cards, false)).toEqual({ selection: { kind: 'line', id: 'line-1', corner: null }, name: 'Gate' });
    expect(hindrance(withRule('rule-3', { classes: [] }), cards, false)).toEqual({ selection: null, name: null });
  });
});
