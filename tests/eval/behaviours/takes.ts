import { randomFrom, seedOf } from '../composed/random.ts';
import type { Scenario } from '../composed/scenario.ts';
import type { Leg } from '../composed/way.ts';

/** How far places (share of the picture) and starts (seconds) differ from take to take. */
const spread = { place: 0.008, start: 0.4 };

/** The same scenario played once more: others in other clothes, ways and starts a little different. Take 0 is as written. */
export function take(scenario: Scenario, number: number, seed: number): Scenario {
  if (number === 0) return scenario;
  const id = `${scenario.id}-take-${number}`;
  const random = randomFrom(seedOf(id) ^ seed);
  const off = (by: number): number => (random() * 2 - 1) * by;
  const near = ([x, y]: readonly [number, number]): readonly [number, number] => [x + off(spread.place), y + off(spread.place)];
  const actors = scenario.actors.map((actor) => ({
    ...actor,
    start: Math.max(0, actor.start + off(spread.start)),
    from: near(actor.from),
    legs: actor.legs.map((leg): Leg => ('to' in leg ? { ...leg, to: near(leg.to) } : 'over' in leg ? { ...leg, over: near(leg.over) } : leg)),
  }));
  return { ...scenario, id, actors };
}
