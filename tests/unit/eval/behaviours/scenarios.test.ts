import { describe, expect, it } from 'vitest';
import { behaviors } from '../../../../electron/engine/behavior/registry.ts';
import { parseScene } from '../../../../electron/engine/behavior/parse-scene.ts';
import { ordinary, ordinaryScene } from '../../../eval/behaviours/ordinary.ts';
import { measured } from '../../../eval/behaviours/table.ts';
import { take } from '../../../eval/behaviours/takes.ts';
import { playersOf, truthsOf } from '../../../eval/behaviours/truth.ts';
import { placeGround } from '../../../eval/composed/backgrounds.ts';
import { placeAt } from '../../../eval/composed/way.ts';

const known = measured.filter(({ id }) => behaviors.some((behavior) => behavior.id === id));
const filmed = measured.flatMap(({ id, truth, scenarios }) => scenarios.map((scenario) => ({ id, truth, scenario })));

describe.each(filmed.map((one) => ({ name: one.scenario.id, ...one })))('$name', ({ id, truth, scenario }) => {
  it('lets nobody walk through anybody', () => {
    const ground = placeGround(scenario.place);
    const ways = playersOf(scenario).map(({ way }) => way);
    for (let at = 0; at < scenario.seconds * 1000; at += 200)
      ways.forEach((way, i) =>
        ways.slice(0, i).forEach((other, j) => {
          const [a, b] = [placeAt(way, at), placeAt(other, at)];
          if (a !== null && b !== null) expect(ground.heightsBetween(a, b), `${j} and ${i} at ${at} ms`).toBeGreaterThan(0.25);
        }),
      );
  });

  it('is met by the same actors in every take', () => {
    const who = (number: number): string[] => truthsOf(id, truth, take(scenario, number, 1)).map(({ note }) => note).sort();
    for (const number of [1, 2, 3]) expect(who(number)).toEqual(who(0));
  });

  it('has somebody to leave alone or to find', () => expect(scenario.actors.length).toBeGreaterThan(1));
});

it('no scenario is named twice', () => expect(new Set(filmed.map(({ scenario }) => scenario.id)).size).toBe(filmed.length));
it('every behaviour is in the table', () => expect(measured.map(({ id }) => id)).toEqual(expect.arrayContaining(behaviors.map(({ id }) => id))));
it.each(known.flatMap(({ scenarios }) => scenarios))('the program takes the scene of $id', ({ scene }) => expect(() => parseScene(scene)).not.toThrow());
it.each(ordinary)('the program takes the scene of ordinary footage $id', (camera) => expect(() => parseScene(ordinaryScene(camera, behaviors))).not.toThrow());
it('a take is another one by another seed', () => {
  const [first] = filmed;
  if (first === undefined) throw new Error('no scenario');
  expect(take(first.scenario, 1, 1)).toEqual(take(first.scenario, 1, 1));
  expect(take(first.scenario, 1, 1)).not.toEqual(take(first.scenario, 1, 2));
});
