import type { Actor, Scenario } from '../../composed/scenario.ts';
import type { Leg } from '../../composed/way.ts';

type Pair = readonly [x: number, y: number];
type Move = (point: Pair) => Pair;

function actorMoved(actor: Actor, move: Move): Actor {
  const legMoved = (leg: Leg): Leg => ('to' in leg ? { ...leg, to: move(leg.to) } : 'over' in leg ? { ...leg, over: move(leg.over) } : leg);
  return { ...actor, from: move(actor.from), legs: actor.legs.map(legMoved) };
}

function moved(scenario: Scenario, name: string, move: Move, turns: boolean): Scenario {
  const { scene, actors } = scenario;
  const point = ({ x, y }: { x: number; y: number }): { x: number; y: number } => {
    const [there, below] = move([x, y]);
    return { x: there, y: below };
  };
  return {
    ...scenario,
    id: `${scenario.id}-${name}`,
    actors: actors.map((actor) => actorMoved(actor, move)),
    scene: {
      ...scene,
      zones: scene.zones.map((zone) => ({ ...zone, points: zone.points.map(point) })),
      // In a mirror left is right: turned round, a line's forward is still forward.
      lines: scene.lines.map((line) => ({ ...line, from: point(turns ? line.to : line.from), to: point(turns ? line.from : line.to) })),
    },
  };
}

/** The same with left and right exchanged, but for the place: other people, seen from their other side, behind other things. */
export const mirrored = (scenario: Scenario): Scenario => moved(scenario, 'mirrored', ([x, y]) => [1 - x, y], true);

/** The same nearer to the camera, where people are larger and as quick in their own heights. */
export const nearer = (scenario: Scenario): Scenario => moved(scenario, 'nearer', ([x, y]) => [x, y + 0.07], false);

/** Scenarios as they are and mirrored. */
export const bothWays = (scenarios: readonly Scenario[]): Scenario[] => scenarios.flatMap((scenario) => [scenario, mirrored(scenario)]);

/** Scenarios as they are and mirrored, those of the square, which is wide enough, also nearer. */
export const allWays = (scenarios: readonly Scenario[]): Scenario[] =>
  scenarios.flatMap((scenario) => bothWays(scenario.place === 'square' ? [scenario, nearer(scenario)] : [scenario]));
