import { describe, expect, it } from 'vitest';
import { Scene } from '../../../../electron/contract/scene.ts';
import { createRules } from '../../../../electron/engine/analysis/rules.ts';
import { film, middleZone } from '../../../support/observations.ts';

const scene = Scene.parse({ zones: [middleZone], behaviors: [{ id: 'r', behavior: 'intrusion', zone: 'middle' }] });
const corners = [{ x: 0.3, y: 0.9 }, { x: 0.7, y: 0.9 }, { x: 0.6, y: 0.5 }, { x: 0.4, y: 0.5 }];
const measured = Scene.parse({ ...scene, ground: { way: 'rectangle', aspect: 16 / 9, corners, sidesM: [3, 5] } });

describe('the rules of a scene', () => {
  it('go on when the same scene is set again, and begin anew when the ground was measured', () => {
    const rules = createRules();
    rules.setScene(scene);
    for (const observation of film([{ id: 1, way: () => ({ x: 0.5, y: 0.5 }) }], 2000)) rules.judge(observation);
    expect(rules.setScene(structuredClone(scene))).toEqual([]);
    expect(rules.setScene(measured)).toHaveLength(1);
    expect(rules.setScene(structuredClone(measured))).toEqual([]);
  });
});
