import { describe, expect, it } from 'vitest';
import { parseScene, SceneError } from '../../../../electron/engine/behavior/parse-scene.ts';
import { middleLine, middleZone } from '../../../support/observations.ts';

const bow = { id: 'bow', name: 'bow', points: [{ x: 0.1, y: 0.1 }, { x: 0.9, y: 0.9 }, { x: 0.9, y: 0.1 }, { x: 0.1, y: 0.9 }] };
const rule = { id: 'r', behavior: 'intrusion', zone: 'middle' };

function mistake(scene: unknown): { kind: string; path: string } | null {
  try {
    parseScene(scene);
    return null;
  } catch (error) {
    if (!(error instanceof SceneError)) throw error;
    return { kind: error.kind, path: error.path };
  }
}

describe('reading a scene', () => {
  it('accepts an empty one, which watches nothing', () => {
    expect(parseScene({})).toEqual({ scene: { zones: [], lines: [], behaviors: [], ground: null }, rules: [] });
  });
  it('gives the rules that are switched on', () => {
    const { rules } = parseScene({ zones: [middleZone], behaviors: [rule, { ...rule, id: 'off', enabled: false }] });
    expect(rules.map(({ ruleId }) => ruleId)).toEqual(['r']);
  });
  it('names the first mistake and where it is', () => {
    expect(mistake([])).toMatchObject({ kind: 'bad-form' });
    expect(mistake({ zones: [bow] })).toEqual({ kind: 'zone-crosses-itself', path: 'zones[0].points' });
    expect(mistake({ zones: [middleZone, { ...middleZone, id: 'b', points: middleZone.points.slice(1, 3) }] })).toEqual({ kind: 'too-few-corners', path: 'zones[1].points' });
    expect(mistake({ zones: [{ ...middleZone, points: [...middleZone.points.slice(0, 2), { x: 0.5, y: 1.2 }] }] })).toEqual({ kind: 'point-outside', path: 'zones[0].points[2].y' });
    expect(mistake({ lines: [{ ...middleLine, from: { x: -0.1, y: 0 } }] })).toEqual({ kind: 'point-outside', path: 'lines[0].from.x' });
    expect(mistake({ lines: [{ ...middleLine, from: middleLine.to }] })).toEqual({ kind: 'line-too-short', path: 'lines[0]' });
    expect(mistake({ zones: [middleZone, middleZone] })).toEqual({ kind: 'duplicate-id', path: 'zones[1].id' });
    expect(mistake({ behaviors: [rule] })).toEqual({ kind: 'unknown-zone', path: 'behaviors[0].zone' });
    expect(mistake({ behaviors: [{ id: 'r', behavior: 'line-crossing', line: 'no' }] })).toEqual({ kind: 'unknown-line', path: 'behaviors[0].line' });
    expect(mistake({ behaviors: [{ id: 'r', behavior: 'flying' }] })).toEqual({ kind: 'unknown-behavior', path: 'behaviors[0].behavior' });
    expect(mistake({ zones: [middleZone], behaviors: [{ ...rule, settings: { seconds: 'long' } }] })).toEqual({ kind: 'bad-setting', path: 'behaviors[0].settings.seconds' });
  });
  it('has no ground where nobody measured it, and refuses one that cannot be', () => {
    const corners = [{ x: 0.3, y: 0.9 }, { x: 0.7, y: 0.9 }, { x: 0.6, y: 0.5 }, { x: 0.4, y: 0.5 }];
    const ground = { way: 'rectangle', aspect: 16 / 9, corners, sidesM: [3, 5] };
    expect(parseScene({ zones: [middleZone] }).scene.ground).toBeNull();
    expect(parseScene({ ground }).scene.ground).toEqual(ground);
    expect(mistake({ ground: { ...ground, sidesM: [3, 0] } })).toEqual({ kind: 'ground-length-missing', path: 'ground' });
    expect(mistake({ ground: { ...ground, corners: [corners[0], corners[2], corners[1], corners[3]] } })).toEqual({ kind: 'ground-crosses', path: 'ground' });
    expect(mistake({ ground: { ...ground, lengths: [3, 5] } })).toEqual({ kind: 'unknown-key', path: 'ground.lengths' });
  });
  it('checks rules that are switched off too', () => {
    expect(mistake({ behaviors: [{ id: 'r', behavior: 'flying', enabled: false }] })?.kind).toBe('unknown-behavior');
  });
  it('refuses a misspelt field instead of watching nothing', () => {
    expect(mistake({ behaviours: [] })).toEqual({ kind: 'unknown-key', path: 'behaviours' });
    expect(mistake({ zones: [middleZone], behaviors: [{ ...rule, setting: {} }] })).toEqual({ kind: 'unknown-key', path: 'behaviors[0].setting' });
  });
  it('accepts conditions, and a scene from before there were any as it is', () => {
    const night = { schedule: [{ days: ['friday'], from: '22:00', to: '06:00' }], count: { times: 3, withinSeconds: 600 }, coolDownSeconds: 300, classes: ['person'], size: { minHeight: 0.1 }, input: { id: 'door', state: 'inactive', withinSeconds: 10 } };
    const { rules } = parseScene({ zones: [middleZone], behaviors: [{ ...rule, raises: false, conditions: night }] });
    expect(rules[0]).toMatchObject({ raises: false, conditions: night });
    expect(parseScene({ zones: [middleZone], behaviors: [rule] }).rules[0]).toMatchObject({ raises: true, conditions: {} });
  });
  it('says in one sentence which condition is wrong', () => {
    const having = (conditions: unknown, ...others: unknown[]) => mistake({ zones: [middleZone], behaviors: [{ ...rule, conditions }, ...others] });
    const requires = (id: string) => ({ requires: { rule: id, withinSeconds: 60 } });
    const at = 'behaviors[0].conditions';
    expect(having(requires('nobody'))).toEqual({ kind: 'unknown-rule', path: `${at}.requires.rule` });
    expect(having(requires('r'))).toEqual({ kind: 'rules-in-a-circle', path: `${at}.requires.rule` });
    expect(having(requires('b'), { ...rule, id: 'b', conditions: requires('c') }, { ...rule, id: 'c', conditions: requires('r') })).toEqual({ kind: 'rules-in-a-circle', path: `${at}.requires.rule` });
    expect(having(requires('b'), { ...rule, id: 'b' })).toBeNull();
    expect(having({ size: { minHeight: 0.5, maxHeight: 0.2 } })).toEqual({ kind: 'size-never', path: `${at}.size` });
    expect(having({ schedule: [{ days: ['friday'], from: '22:00', to: '24:00' }] })).toEqual({ kind: 'bad-form', path: `${at}.schedule[0].to` });
    expect(having({ schedule: [{ days: [], from: '22:00', to: '06:00' }] })?.kind).toBe('bad-form');
    expect(having({ count: { times: 1, withinSeconds: 60 } })?.kind).toBe('bad-form');
    expect(having({ cooldown: 5 })).toEqual({ kind: 'unknown-key', path: `${at}.cooldown` });
    expect(having({ input: { id: 'door', state: 'active', withinSeconds: 5, port: 1 } })).toEqual({ kind: 'unknown-key', path: `${at}.input.port` });
  });
});
