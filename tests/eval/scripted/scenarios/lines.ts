import { firstTime, placeAt, stay, way, type Key, type Random } from '../street.ts';
import type { Stage } from '../stage.ts';

/** Across the street: towards the camera is forward. */
const across = [{ x: -4, z: 12 }, { x: 4, z: 12 }] as const;
const endOf = (keys: readonly Key[]): number => keys.at(-1)?.at ?? 0;
const crossesAt = (keys: readonly Key[]): number => {
  const before = (placeAt(keys, keys[0]?.at ?? 0)?.z ?? 0) > 12;
  return firstTime(endOf(keys), (at) => { const place = placeAt(keys, at); return place !== null && place.z > 12 !== before; });
};
const truthOf = (id: number, keys: readonly Key[]) => ({ metAt: crossesAt(keys), tracks: [id] });

export const lineCrossing: Stage = ({ random }) => {
  const speed = random.between(0.8, 4);
  const near = way(0, speed, [{ x: random.between(-3, 3), z: 16 }, { x: random.between(-3, 3), z: 8.5 }]);
  const far = way(0, speed, [{ x: random.between(-3, 3), z: 8.5 }, { x: random.between(-3, 3), z: 16 }]);
  const back = way(endOf(near) + 4000, speed, [{ x: 0, z: 8.5 }, { x: 0, z: 16 }]);
  const car = way(0, random.between(5, 10), [{ x: 0, z: 25 }, { x: 0, z: 8 }]);
  return [
    { name: 'somebody comes over the line', line: across, actors: [{ id: 1, keys: near }], untilMs: endOf(near), truths: [truthOf(1, near)] },
    { name: 'somebody goes over the line', line: across, actors: [{ id: 1, keys: far }], untilMs: endOf(far), truths: [truthOf(1, far)] },
    { name: 'somebody comes and goes back', line: across, actors: [{ id: 1, keys: [...near, ...back] }], untilMs: endOf(back), truths: [truthOf(1, near), truthOf(1, back)] },
    { name: 'a car drives over the line', line: across, actors: [{ id: 1, class: 'car', keys: car }], untilMs: endOf(car), truths: [truthOf(1, car)] },
    { name: 'only the other direction counts', settings: { direction: 'backward' }, line: across, actors: [{ id: 1, keys: near }], untilMs: endOf(near) },
    { name: 'somebody walks along the line', line: across, actors: [{ id: 1, keys: way(0, 1.3, [{ x: -4, z: 12.8 }, { x: 4, z: 12.8 }]) }], untilMs: 8000 },
    { name: 'somebody stands on the line', line: across, actors: [{ id: 1, keys: stay({ x: 0, z: 12 + random.between(-0.05, 0.05) }, 0, 10_000) }], untilMs: 10_000 },
    { name: 'somebody walks round the end', line: across, actors: [{ id: 1, keys: way(0, 1.5, [{ x: 4, z: 15 }, { x: 5.5, z: 12 }, { x: 4, z: 9 }]) }], untilMs: 6000 },
  ];
};

/** Over a fence: up, across the top and down, with bent knees on the top. */
function climb(random: Random, startZ: number, endZ: number, top: number): Key[] {
  const x = random.between(-2, 2);
  const walk = way(0, 1.3, [{ x, z: startZ + 2 * Math.sign(startZ - endZ) }, { x, z: startZ }]);
  const up = endOf(walk) + 500;
  const upMs = random.between(900, 2500);
  const over = up + upMs + random.between(300, 1200);
  const down = over + random.between(600, 1500);
  return [...walk, { x, z: startZ, at: up }, { x, z: 12, lift: top, at: up + upMs }, { x, z: 12, lift: top, at: over }, { x, z: endZ, at: down }, ...way(down + 500, 1.3, [{ x, z: endZ }, { x, z: endZ - 2 * Math.sign(startZ - endZ) }])];
}
const landsAt = (keys: readonly Key[], sign: number): number =>
  firstTime(endOf(keys), (at) => { const place = placeAt(keys, at); return place !== null && sign * (place.z - 12) > 0.3 && (place.lift ?? 0) < 0.01; });

export const climbing: Stage = ({ random }) => {
  const top = random.between(1, 2.2);
  const towards = climb(random, 12.4, 11.6, top);
  const away = climb(random, 11.6, 12.4, top);
  const gate = way(0, random.between(0.8, 4), [{ x: random.between(-3, 3), z: 16 }, { x: random.between(-3, 3), z: 8.5 }]);
  const outward = way(0, random.between(0.8, 4), [{ x: random.between(-3, 3), z: 8.5 }, { x: random.between(-3, 3), z: 16 }]);
  const tries: Key[] = [...stay({ x: 0, z: 11.6 }, 0, 1500), { x: 0, z: 11.8, lift: top, at: 3000 }, { x: 0, z: 11.8, lift: top, at: 4000 }, ...stay({ x: 0, z: 11.5 }, 5000, 9000)];
  const hidden = gate.map((key, i) => ({ ...key, hidden: i === 0 ? 0.4 : 0 }));
  return [
    { name: 'somebody climbs over towards the camera', line: across, actors: [{ id: 1, keys: towards }], untilMs: endOf(towards), truths: [{ metAt: landsAt(towards, -1), tracks: [1] }] },
    { name: 'somebody climbs over away from the camera', line: across, actors: [{ id: 1, keys: away }], untilMs: endOf(away), truths: [{ metAt: landsAt(away, 1), tracks: [1] }] },
    { name: 'somebody comes through a gate', line: across, actors: [{ id: 1, keys: gate }], untilMs: endOf(gate) },
    { name: 'somebody goes through a gate', line: across, actors: [{ id: 1, keys: outward }], untilMs: endOf(outward) },
    { name: 'somebody climbs up and comes down again', line: across, actors: [{ id: 1, keys: tries }], untilMs: 9000 },
    { name: 'somebody comes out from behind a low wall', line: across, actors: [{ id: 1, keys: hidden }], untilMs: endOf(hidden) },
    { name: 'somebody goes in and soon comes back', line: across, actors: [{ id: 1, keys: [...outward, ...way(endOf(outward) + 1000, 1.3, [{ x: 0, z: 16 }, { x: 0, z: 8.5 }])] }], untilMs: endOf(outward) + 7000 },
  ];
};

export const tailgating: Stage = ({ random }) => {
  const speed = random.between(0.8, 1.8);
  const walk = (startAt: number, x = 0): Key[] => way(startAt, speed, [{ x, z: 16 }, { x: x / 2, z: 8.5 }]);
  const out = (startAt: number): Key[] => way(startAt, speed, [{ x: 0.6, z: 8.5 }, { x: 0.6, z: 16 }]);
  const gap = random.between(800, 2400);
  const long = random.between(3700, 6000);
  const [first, second, third] = [walk(0), walk(gap, 0.4), walk(gap + long)];
  const pacing = [...first, ...way(endOf(first) + 200, 2, [{ x: 0, z: 8.5 }, { x: 0, z: 16 }, { x: 0, z: 8.5 }])];
  return [
    { name: 'a second person follows closely', line: across, actors: [{ id: 1, keys: first }, { id: 2, keys: second }], untilMs: endOf(second), truths: [{ metAt: crossesAt(second), tracks: [1, 2] }] },
    {
      name: 'a pair goes through where two may, and a third follows',
      settings: { allowed: 2 },
      line: across,
      actors: [{ id: 1, keys: walk(0) }, { id: 2, keys: walk(300, 0.8) }, { id: 3, keys: walk(1700) }],
      untilMs: endOf(walk(1700)),
      truths: [{ metAt: crossesAt(walk(1700)), tracks: [2, 3] }],
    },
    { name: 'two go through where two may', settings: { allowed: 2 }, line: across, actors: [{ id: 1, keys: first }, { id: 2, keys: second }], untilMs: endOf(second) },
    { name: 'the second comes when the door has closed', line: across, actors: [{ id: 1, keys: first }, { id: 2, keys: walk(long, 0.4) }], untilMs: endOf(walk(long)) },
    { name: 'one goes in as another comes out', line: across, actors: [{ id: 1, keys: first }, { id: 2, keys: out(gap) }], untilMs: endOf(third) },
    { name: 'one person goes to and fro', line: across, actors: [{ id: 1, keys: pacing }], untilMs: endOf(pacing) },
  ];
};
