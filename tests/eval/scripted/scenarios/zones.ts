import { firstTime, placeAt, stay, way, within, type Key, type Rectangle } from '../street.ts';
import type { Stage, Staged } from '../stage.ts';

const yard: Rectangle = { left: -3, right: 3, near: 9, far: 15 };
const inYard = (keys: readonly Key[]) => (at: number) => within(yard, placeAt(keys, at));

/** Somebody walks from outside to a place in the yard, stays there and leaves. */
function visit(startAt: number, speed: number, x: number, stayMs: number): Key[] {
  const into = way(startAt, speed, [{ x: -7, z: 13 }, { x, z: 12 }]);
  const leavesAt = (into.at(-1)?.at ?? 0) + stayMs;
  return [...into, ...way(leavesAt, speed, [{ x, z: 12 }, { x: 7, z: 13 }])];
}

export const intrusion: Stage = ({ random }) => {
  const speed = random.between(0.8, 2);
  const keys = visit(0, speed, random.between(-2, 2), 4000);
  const untilMs = keys.at(-1)?.at ?? 0;
  const car = way(1000, random.between(3, 8), [{ x: -8, z: 13 }, { x: 8, z: 13 }]);
  const past = random.between(0.8, 1.5);
  return [
    { name: 'somebody walks in, stays and leaves', zone: yard, actors: [{ id: 1, keys }], untilMs, truths: [{ metAt: firstTime(untilMs, inYard(keys)), tracks: [1] }] },
    { name: 'a car drives through', zone: yard, actors: [{ id: 1, class: 'car', keys: car }], untilMs: 6000, truths: [{ metAt: firstTime(6000, inYard(car)), tracks: [1] }] },
    { name: 'somebody walks along the near edge', zone: yard, actors: [{ id: 1, keys: way(0, speed, [{ x: -5, z: yard.near - past }, { x: 5, z: yard.near - past }]) }], untilMs: 12_000 },
    { name: 'somebody stands beside the yard', zone: yard, actors: [{ id: 1, keys: stay({ x: yard.right + past, z: 12 }, 0, 12_000) }], untilMs: 12_000 },
  ];
};

function longStays(seconds: number): Stage {
  return ({ random }) => {
    const settings = { seconds };
    const stays = visit(0, random.between(0.8, 2), random.between(-1.5, 1.5), seconds * 1000 + 10_000);
    const untilMs = stays.at(-1)?.at ?? 0;
    const half = Math.round(seconds * 600);
    const met = firstTime(untilMs, inYard(stays), seconds * 1000);
    const short = visit(0, 1.4, 0, seconds * 350);
    return [
      { name: 'somebody stays', settings, zone: yard, actors: [{ id: 1, keys: stays }], untilMs, truths: [{ metAt: met, tracks: [1] }] },
      { name: 'somebody passes through slowly', settings, zone: yard, actors: [{ id: 1, keys: short }], untilMs: short.at(-1)?.at ?? 0 },
      {
        name: 'one leaves, another comes to the same place',
        settings,
        zone: yard,
        actors: [
          { id: 1, keys: [...stay({ x: 0, z: 12 }, 0, half), ...way(half, 1.4, [{ x: 0, z: 12 }, { x: 7, z: 12 }])] },
          { id: 2, keys: [...way(half, 1.4, [{ x: -7, z: 12 }, { x: 0, z: 12.3 }]), ...way(2 * half, 1.4, [{ x: 0, z: 12.3 }, { x: -7, z: 12 }])] },
        ],
        untilMs: 2 * half + 5000,
      },
      {
        name: 'somebody leaves for long and comes back',
        settings,
        zone: yard,
        actors: [{ id: 1, keys: [...visit(0, 1.5, 0, half - 5000), ...stay({ x: 7, z: 13 }, half + 8000, half + 20_000), ...visit(half + 35_000, 1.5, 0, half - 5000)] }],
        untilMs: 2 * half + 50_000,
      },
    ];
  };
}
export const loitering = longStays(30);
export const afterHours = longStays(20);

export const vehicleLane: Stage = ({ random }) => {
  const speed = random.between(0.8, 1.8);
  const lane: Rectangle = { left: -12, right: 12, near: 11, far: 15 };
  const inLane = (keys: readonly Key[]) => (at: number) => within(lane, placeAt(keys, at));
  const along = way(0, speed, [{ x: -4, z: 9.5 }, { x: -3, z: 13 }, { x: 4, z: 13 }]);
  const ride = way(0, random.between(2, 5), [{ x: -8, z: 13 }, { x: 8, z: 13 }]);
  const waits = [...way(0, 3, [{ x: -8, z: 13 }, { x: 0, z: 13 }]), ...stay({ x: 0, z: 13 }, 3000, 12_000)];
  const untilMs = along.at(-1)?.at ?? 0;
  const toCar = [...way(0, 1.5, [{ x: -2, z: 9.5 }, { x: 0, z: 11.6 }]), ...stay({ x: 0, z: 11.8 }, 2500, 8500)];
  const wheels = random.sign() > 0 ? ('bicycle' as const) : ('motorcycle' as const);
  const rider = (keys: readonly Key[]): Staged['actors'] => [
    { id: 1, keys: keys.map((key) => ({ ...key, lift: 0.25 })), heightM: 1.45 },
    { id: 2, class: wheels, keys },
  ];
  return [
    { name: 'somebody walks along the lane', zone: lane, actors: [{ id: 1, keys: along }], untilMs, truths: [{ metAt: firstTime(untilMs, inLane(along), 3000), tracks: [1] }] },
    {
      name: 'somebody walks in the lane while cars drive by',
      zone: lane,
      actors: [{ id: 1, keys: along }, { id: 2, class: 'car', keys: way(1000, 8, [{ x: -9, z: 14.5 }, { x: 9, z: 14.5 }]) }],
      untilMs,
      truths: [{ metAt: firstTime(untilMs, inLane(along), 3000), tracks: [1] }],
    },
    { name: 'somebody rides through', zone: lane, actors: rider(ride), untilMs: 8000 },
    { name: 'a rider waits', zone: lane, actors: rider(waits), untilMs: 12_000 },
    { name: 'somebody gets into a parked car', zone: lane, actors: [{ id: 1, keys: toCar }, { id: 2, class: 'car', keys: stay({ x: 0, z: 12.8 }, 0, 12_000) }], untilMs: 12_000 },
    { name: 'somebody crosses the lane quickly', zone: lane, actors: [{ id: 1, keys: way(0, 2.2, [{ x: 0, z: 9 }, { x: 0, z: 17 }]) }], untilMs: 5000 },
    { name: 'somebody walks on the pavement', zone: lane, actors: [{ id: 1, keys: way(0, speed, [{ x: -4, z: 9.8 }, { x: 4, z: 9.8 }]) }], untilMs: 8000 },
  ];
};

export const crowdDensity: Stage = ({ random, calibrated }) => {
  const square: Rectangle = { left: -2, right: 2, near: 11, far: 14 };
  const settings = calibrated ? { density: 1 } : { people: 12 };
  const standing = (count: number, from: number, to: number): Staged['actors'] =>
    Array.from({ length: count }, (_, i) => ({
      id: i + 1,
      keys: stay({ x: -1.6 + (i % 5) * 0.8, z: 11.4 + Math.floor(i / 5) * 0.8 }, from, to),
      heightM: random.between(1.6, 1.82),
    }));
  const all = Array.from({ length: 14 }, (_, i) => i + 1);
  return [
    { name: 'the square fills', settings, zone: square, actors: standing(14, 2000, 15_000), untilMs: 15_000, truths: [{ metAt: 7000, tracks: all }] },
    { name: 'the square is three quarters full', settings, zone: square, actors: standing(9, 0, 15_000), untilMs: 15_000 },
    { name: 'the square is full for a moment', settings, zone: square, actors: standing(14, 2000, 4500), untilMs: 12_000 },
    {
      name: 'the crowd stands before the square',
      settings,
      zone: square,
      actors: standing(14, 0, 12_000).map((actor) => ({ ...actor, keys: actor.keys.map((key) => ({ ...key, x: key.x + 5 })) })),
      untilMs: 12_000,
    },
  ];
};
