import type { StreetPoint } from '../../../support/street-camera.ts';
import { firstTime, placeAt, stay, way, type Actor, type Key, type Rectangle } from '../street.ts';
import type { Stage } from '../stage.ts';

const endOf = (keys: readonly Key[]): number => keys.at(-1)?.at ?? 0;

export const running: Stage = ({ random, calibrated }) => {
  const side = random.sign();
  // Without the ground only movement across the picture can be measured well.
  const slant = calibrated ? random.between(-4, 6) : random.between(-2, 2);
  const z = calibrated ? 16 : 14;
  const start = { x: -9 * side, z };
  const end = { x: 9 * side, z: z + slant };
  const speed = random.between(calibrated ? 4.5 : 5, 7);
  const walkMs = random.between(1000, 3000);
  const middle = { x: start.x + (side * walkMs * 1.3) / 1000, z };
  const keys = [...way(0, 1.3, [start, middle]), ...way(walkMs, speed, [middle, end])];
  const walk = way(0, random.between(0.8, 2.2), [start, end]);
  const ride = way(0, random.between(4, 7), [start, end]);
  const [left, right] = [random.between(0.8, 1.5), random.between(0.8, 1.5)];
  const meet = 4000;
  const swap = (from: readonly Key[], to: readonly Key[]): Key[] => [
    ...from.filter(({ at }) => at < meet),
    ...[from, to].map((one, i) => ({ ...(placeAt(one, meet) ?? start), at: meet + i })),
    ...to.filter(({ at }) => at > meet),
  ];
  const a = way(0, left, [{ x: -5, z: 13 }, { x: 5, z: 13 }]);
  const b = way(0, right, [{ x: 5, z: 14.5 }, { x: -5, z: 14.5 }]);
  const behindCar: Key[] = walk.length < 2 ? [] : [0, 0.3, 0.45, 0.6, 0.75, 1].map((share, i) => ({ ...(placeAt(walk, share * endOf(walk)) ?? start), at: share * endOf(walk), hidden: i === 2 || i === 3 ? 0.5 : 0 }));
  return [
    { name: 'somebody walks and then runs', actors: [{ id: 1, keys }], untilMs: endOf(keys), truths: [{ metAt: walkMs + 800, tracks: [1] }] },
    { name: 'somebody walks', actors: [{ id: 1, keys: walk }], untilMs: endOf(walk) },
    { name: 'somebody rides a bicycle', actors: [{ id: 1, keys: ride.map((key) => ({ ...key, lift: 0.25 })), heightM: 1.45 }, { id: 2, class: 'bicycle', keys: ride }], untilMs: endOf(ride) },
    { name: 'the tracker confuses two who meet', actors: [{ id: 1, keys: swap(a, b) }, { id: 2, keys: swap(b, a) }], untilMs: 7500 },
    { name: 'somebody walks behind a parked car', actors: [{ id: 1, keys: behindCar }], untilMs: endOf(walk) },
    { name: 'somebody stands and sways', actors: [{ id: 1, keys: Array.from({ length: 20 }, (_, i) => ({ x: random.between(-0.3, 0.3), z: 14, at: i * 500 })) }], untilMs: 9500 },
    {
      name: 'somebody runs past a row of parked bicycles',
      actors: [{ id: 1, keys }, ...[-3, -1, 1, 3].map((x, i): Actor => ({ id: 10 + i, class: 'bicycle', keys: stay({ x, z: z - 0.2 }, 0, 12_000) }))],
      untilMs: endOf(keys),
      truths: [{ metAt: walkMs + 800, tracks: [1] }],
    },
  ];
};

export const wrongWay: Stage = ({ random }) => {
  const lane: Rectangle = { left: -5, right: 5, near: 10, far: 16 };
  /** Drawn from near to far, so that its arrow points to the right. */
  const arrow = [{ x: 0, z: 10.5 }, { x: 0, z: 15.5 }] as const;
  const vehicle = random.sign() > 0;
  const kind = vehicle ? ('car' as const) : ('person' as const);
  const speed = vehicle ? random.between(2, 9) : random.between(0.8, 2.5);
  const z = random.between(11.5, 14.5);
  const turn = random.between(-1.2, 1.2);
  const wrong = way(0, speed, [{ x: 7, z }, { x: -7, z: z + turn }]);
  const right = way(0, speed, [{ x: -7, z }, { x: 7, z: z + turn }]);
  const met = firstTime(endOf(wrong), (at) => { const place = placeAt(wrong, at); return place !== null && place.x < lane.right - 3; });
  const back = [...way(0, 1.2, [{ x: -3, z }, { x: 2, z }]), ...way(4200, 1, [{ x: 2, z }, { x: 0.5, z }]), ...way(5700, 1.2, [{ x: 0.5, z }, { x: 5, z }])];
  const cross = way(0, 1.2, [{ x: 1, z: 9 }, { x: 1 + turn, z: 17 }]);
  return [
    { name: 'somebody or a car goes against the arrow', zone: lane, line: arrow, actors: [{ id: 1, class: kind, keys: wrong }], untilMs: endOf(wrong), truths: [{ metAt: met, tracks: [1] }] },
    {
      name: 'one of many goes against the arrow',
      zone: lane,
      line: arrow,
      actors: [{ id: 1, class: kind, keys: wrong }, { id: 2, keys: way(500, 1.3, [{ x: -5, z: 12 }, { x: 5, z: 12 }]) }],
      untilMs: endOf(wrong),
      truths: [{ metAt: met, tracks: [1] }],
    },
    { name: 'going with the arrow', zone: lane, line: arrow, actors: [{ id: 1, class: kind, keys: right }], untilMs: endOf(right) },
    { name: 'crossing the lane', zone: lane, line: arrow, actors: [{ id: 1, keys: cross }], untilMs: endOf(cross) },
    { name: 'stepping back a little', zone: lane, line: arrow, actors: [{ id: 1, keys: back }], untilMs: endOf(back) },
    { name: 'standing in the lane', zone: lane, line: arrow, actors: [{ id: 1, keys: stay({ x: 0, z }, 0, 10_000) }], untilMs: 10_000 },
    { name: 'going against it beside the lane', zone: lane, line: arrow, actors: [{ id: 1, keys: way(0, 1.3, [{ x: 5, z: 8.8 }, { x: -5, z: 8.8 }]) }], untilMs: 8000 },
    { name: 'only cars are watched', settings: { classes: ['car', 'bus', 'truck'] }, zone: lane, line: arrow, actors: [{ id: 1, keys: way(0, 1.3, [{ x: 5, z }, { x: -5, z }]) }], untilMs: 8000 },
  ];
};

/** People around a point, each with an own place. */
const around = (count: number, centre: StreetPoint, radius: number): StreetPoint[] =>
  Array.from({ length: count }, (_, i) => ({ x: centre.x + radius * Math.cos((2 * Math.PI * i) / count), z: centre.z + radius * Math.sin((2 * Math.PI * i) / count) }));

export const crowd: Stage = ({ random }) => {
  const count = 5 + Math.floor(random() * 4);
  const centre = { x: random.between(-2, 2), z: random.between(11, 15) };
  const places = around(count, centre, random.between(0.7, 1));
  const all = places.map((_, i) => i + 1);
  const standing = (points: readonly StreetPoint[], from: number, to: number): Actor[] => points.map((point, i) => ({ id: i + 1, keys: stay(point, from, to), heightM: random.between(1.6, 1.82) }));
  const arriving = places.map((point, i): Actor => {
    const come = way(0, random.between(1, 1.8), [{ x: point.x + 4 * (i % 2 === 0 ? 1 : -1), z: point.z }, point]);
    return { id: i + 1, keys: [...come, { ...point, at: 25_000 }], heightM: random.between(1.6, 1.82) };
  });
  // Together when the fifth has come.
  const arrivals = arriving.map(({ keys }) => keys.at(-2)?.at ?? 0).sort((x, y) => x - y);
  const walkingBy = places.map((point, i): Actor => ({ id: i + 1, keys: way(0, 1.2, [{ x: point.x - 4, z: point.z + 1 }, { x: point.x + 4, z: point.z - 1 }]) }));
  return [
    { name: 'people stand together', actors: standing(places, 1000, 20_000), untilMs: 20_000, truths: [{ metAt: 11_000, tracks: all }] },
    { name: 'people come one by one and stay', actors: arriving, untilMs: 25_000, truths: [{ metAt: (arrivals[4] ?? 0) + 10_000, tracks: all }] },
    { name: 'four stand together', actors: standing(around(4, centre, 0.8), 0, 20_000), untilMs: 20_000 },
    { name: 'five stand apart', actors: standing(around(5, { x: 0, z: 14 }, 3.4), 0, 20_000), untilMs: 20_000 },
    { name: 'people stand together for a moment', actors: standing(places, 0, 7500), untilMs: 20_000 },
    { name: 'a group walks by', actors: walkingBy, untilMs: 12_000 },
    { name: 'a group walks towards the camera', actors: places.map((point, i) => ({ id: i + 1, keys: way(0, 1.2, [{ x: point.x, z: point.z + 14 }, { x: point.x, z: point.z - 2 }]) })), untilMs: 14_000 },
  ];
};

export const dispersal: Stage = ({ random, calibrated }) => {
  const count = 5 + Math.floor(random() * 3);
  const centre = { x: random.between(-1, 1), z: 14 };
  const places = around(count, centre, random.between(0.8, 1.1));
  const speed = random.between(4, 6);
  const startAt = random.between(4000, 6000);
  const all = places.map((_, i) => i + 1);
  const apart = (mps: number): Actor[] =>
    places.map((point, i) => {
      // Without the ground, runs along the camera's view can hardly be measured: there they run rather sideways.
      const angle = (2 * Math.PI * i) / count;
      const to = { x: point.x + 12 * Math.cos(angle), z: point.z + (calibrated ? 8 : 4.5) * Math.sin(angle) };
      return { id: i + 1, keys: [...stay(point, 0, startAt), ...way(startAt, mps, [point, to])], heightM: random.between(1.6, 1.82) };
    });
  const together = (mps: number): Actor[] => places.map((point, i) => ({ id: i + 1, keys: [...stay(point, 0, startAt), ...way(startAt, mps, [point, { x: point.x + 9, z: point.z }])] }));
  const runner: Actor = { id: 20, keys: way(3000, 5, [{ x: -6, z: 14.5 }, { x: 6, z: 13.5 }]) };
  return [
    { name: 'people run apart', actors: apart(speed), untilMs: startAt + 4000, truths: [{ metAt: startAt, tracks: all }] },
    { name: 'people walk apart', actors: apart(random.between(1, 1.7)), untilMs: startAt + 7000 },
    { name: 'people run off one way', actors: together(speed), untilMs: startAt + 3000 },
    { name: 'three run apart', actors: apart(speed).slice(0, 3), untilMs: startAt + 4000 },
    { name: 'somebody runs past a group', actors: [...places.map((point, i): Actor => ({ id: i + 1, keys: stay(point, 0, 9000) })), runner], untilMs: 9000 },
  ];
};
