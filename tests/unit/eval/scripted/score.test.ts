import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../eval/scripted/scenario.ts';
import { score } from '../../../eval/scripted/score.ts';
import { scenariosOf, stages } from '../../../eval/scripted/scripted.ts';
import { behaviors } from '../../../../electron/engine/behavior/registry.ts';
import { film, middleZone } from '../../../support/observations.ts';

const scenario = (more: Partial<Scenario>): Scenario => ({
  name: 'somebody comes in',
  behavior: 'intrusion',
  settings: {},
  scene: { zone: middleZone, line: null, ground: null },
  observations: film([{ id: 1, way: (at) => ({ x: at < 2000 ? 0.1 : 0.5, y: 0.5 }) }], 5000),
  truths: [],
  ...more,
});

describe('the score of staged scenes', () => {
  it('finds a truth by time and track, with the delay', () => {
    expect(score([scenario({ truths: [{ metAt: 1900, tracks: [1] }] })])).toMatchObject({ n: 1, found: 1, falseAlarms: 0, delayMs: { median: 100 } });
  });
  it('counts an event of another track, or at another time, as missed and as a false alarm', () => {
    for (const truth of [{ metAt: 1900, tracks: [2] }, { metAt: 2600, tracks: [1] }])
      expect(score([scenario({ truths: [truth] })])).toMatchObject({ n: 1, found: 0, falseAlarms: 1, recall: 0, precision: 0, wrong: { 'somebody comes in': { missed: 1, falseAlarms: 1 } } });
  });
  it('stages scenes with and without truths for behaviours that there are, the same ones every time', () => {
    expect(behaviors.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(stages)));
    for (const id of Object.keys(stages)) {
      const scenarios = scenariosOf(id, 2);
      expect(scenarios.some(({ truths }) => truths.length > 0) && scenarios.some(({ truths }) => truths.length === 0), id).toBe(true);
      expect(scenariosOf(id, 2)).toEqual(scenarios.map((one) => ({ ...one, scene: { ...one.scene, ground: one.scene.ground && expect.anything() as unknown } })));
    }
  });
});
