import { placeGround, type PlaceId } from '../../composed/backgrounds.ts';
import { sceneWith, type Actor, type Scenario } from '../../composed/scenario.ts';
import { wayOf, type Leg } from '../../composed/way.ts';
import { allWays, bothWays } from './moved.ts';
import { crossing, lawn, middleOfHall } from './places.ts';

type Point = readonly [x: number, y: number];
/** Somebody of a group: when and from where, and the place in it. */
type Member = { readonly start: number; readonly from: Point; readonly spot: Point };

const onRoad: readonly Member[] = [
  { start: 0, from: [-0.04, 0.5], spot: [0.58, 0.5] },
  { start: 0.3, from: [1.04, 0.48], spot: [0.655, 0.5] },
  { start: 2.5, from: [1.04, 0.5], spot: [0.73, 0.5] },
  { start: 4.5, from: [1.04, 0.51], spot: [0.805, 0.5] },
  { start: 0, from: [-0.04, 0.6], spot: [0.615, 0.56] },
  { start: 1, from: [1.04, 0.62], spot: [0.69, 0.56] },
];

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/** People who come together, stand until a moment and then do what `then` says; who does nothing stays. */
function group(place: PlaceId, members: readonly Member[], untilS: number, then: (index: number) => readonly Leg[]): Actor[] {
  return members.map(({ start, from, spot }, i) => {
    const arrivedMs = wayOf(start * 1000, from, [{ to: spot }], placeGround(place)).at(-1)?.at ?? 0;
    return { note: `${ordinals[i] ?? ''} of ${members.length} together`, start, from, legs: [{ to: spot }, { stand: untilS - arrivedMs / 1000 }, ...then(i)] };
  });
}

const run = 3;
const apart: readonly Point[] = [[-0.06, 0.46], [0.1, 0.36], [1.06, 0.4], [1.06, 0.52], [-0.06, 0.75], [1.06, 0.78]];
const oneWay = [0.42, 0.46, 0.5, 0.54, 0.78, 0.62];

const stays = (): Leg[] => [{ stand: 60 }];
const walksPast: Actor = { note: 'walks past', start: 5, from: [-0.04, 0.75], legs: [{ to: [1.04, 0.82] }] };

const inHall: readonly Member[] = [
  { start: 0, from: [0.4, 1.5], spot: [0.36, 0.5] },
  { start: 0, from: [0.75, 1.5], spot: [0.7, 0.5] },
  { start: 1.5, from: [0.55, 1.5], spot: [0.53, 0.5] },
  { start: 4, from: [0.44, 1.5], spot: [0.445, 0.6] },
  { start: 4.5, from: [0.65, 1.5], spot: [0.615, 0.6] },
];

const gatherings: readonly Scenario[] = [
  { id: 'crowd-road', place: 'square', seconds: 30, scene: sceneWith({ behavior: 'crowd' }), actors: [...group('square', onRoad, 20, stays), walksPast] },
  {
    id: 'crowd-hall', place: 'hall', seconds: 30, scene: sceneWith({ behavior: 'crowd' }),
    actors: group('hall', inHall, 20, stays),
  },
  { id: 'crowd-corridor', place: 'corridor', seconds: 26, scene: sceneWith({ behavior: 'crowd', settings: { seconds: 6 } }), actors: group('corridor', inHall, 20, stays) },
  { id: 'crowd-four', place: 'square', seconds: 26, scene: sceneWith({ behavior: 'crowd', settings: { people: 4 } }), actors: [...group('square', onRoad.slice(0, 4), 20, stays), walksPast] },
];

const noGatherings: readonly Scenario[] = [
  { id: 'crowd-too-few', place: 'square', seconds: 26, scene: sceneWith({ behavior: 'crowd' }), actors: [...group('square', onRoad.slice(0, 4), 20, stays), walksPast] },
  { id: 'crowd-brief', place: 'square', seconds: 26, scene: sceneWith({ behavior: 'crowd' }), actors: group('square', onRoad, 14, (i) => [{ to: apart[i] ?? [1, 1] }]) },
  {
    id: 'crowd-passing', place: 'square', seconds: 24, scene: sceneWith({ behavior: 'crowd' }),
    actors: [
      ...[0.42, 0.46, 0.5].flatMap((y, row): Actor[] => [
        { note: 'walks by in a group', start: 1 + row * 0.4, from: [-0.04, y], legs: [{ to: [1.04, y + 0.04] }] },
        { note: 'walks by in a group', start: 2 + row * 0.4, from: [-0.04, y], legs: [{ to: [1.04, y + 0.04] }] },
      ]),
      ...group(
        'square',
        [
          { start: 0, from: [-0.04, 0.7], spot: [0.304, 0.72] },
          { start: 3, from: [-0.04, 0.72], spot: [0.2, 0.72] },
          { start: 0, from: [-0.04, 0.85], spot: [0.354, 0.8] },
          { start: 3, from: [-0.04, 0.82], spot: [0.25, 0.8] },
        ],
        20,
        stays,
      ),
    ],
  },
  {
    id: 'crowd-apart', place: 'square', seconds: 26, scene: sceneWith({ behavior: 'crowd' }),
    actors: group(
      'square',
      [
        { start: 0, from: [-0.04, 0.44], spot: [0.25, 0.44] },
        { start: 0, from: [1.04, 0.42], spot: [0.58, 0.44] },
        { start: 1, from: [1.04, 0.5], spot: [0.88, 0.5] },
        { start: 0, from: [-0.04, 0.7], spot: [0.36, 0.7] },
        { start: 2, from: [1.04, 0.8], spot: [0.8, 0.8] },
      ],
      20,
      stays,
    ),
  },
];

export const crowds: readonly Scenario[] = [...allWays(gatherings), ...bothWays(noGatherings)];

const toLawn: readonly Member[] = [
  { start: 0, from: [-0.04, 0.6], spot: [0.3, 0.61] },
  { start: 0, from: [-0.04, 0.74], spot: [0.35, 0.74] },
  { start: 2, from: [-0.04, 0.62], spot: [0.15, 0.62] },
  { start: 3, from: [-0.04, 0.78], spot: [0.2, 0.79] },
  { start: 5, from: [0.6, 1.2], spot: [0.35, 0.82] },
];

export const density: readonly Scenario[] = [
  {
    id: 'density-lawn', place: 'square', seconds: 24, scene: sceneWith({ behavior: 'crowd-density', zone: lawn, settings: { people: 5 } }),
    actors: [...group('square', toLawn, 20, stays), { note: 'passes on the road', start: 3, from: [-0.04, 0.42], legs: [{ to: [1.04, 0.45] }] }],
  },
  {
    id: 'density-road', place: 'square', seconds: 22, scene: sceneWith({ behavior: 'crowd-density', zone: crossing, settings: { people: 5 } }),
    actors: [...group('square', onRoad, 20, stays), walksPast],
  },
  {
    id: 'density-hall', place: 'hall', seconds: 24, scene: sceneWith({ behavior: 'crowd-density', zone: middleOfHall, settings: { people: 5 } }),
    actors: group('hall', inHall, 20, stays),
  },
  {
    id: 'density-few', place: 'square', seconds: 24, scene: sceneWith({ behavior: 'crowd-density', zone: lawn, settings: { people: 5 } }),
    actors: [
      ...group('square', toLawn.slice(0, 4), 20, stays),
      { note: 'stands beside it', start: 0, from: [1.04, 0.6], legs: [{ to: [0.5, 0.55] }, { stand: 30 }] },
      { note: 'crosses its corner', start: 6, from: [0.2, 0.4], legs: [{ to: [0.12, 0.545] }, { to: [-0.04, 0.52] }] },
    ],
  },
];

const runsApart: readonly Scenario[] = [
  { id: 'dispersal-run', place: 'square', seconds: 18, scene: sceneWith({ behavior: 'dispersal' }), actors: [...group('square', onRoad, 12, (i) => [{ to: apart[i] ?? [1, 1], speed: run }]), walksPast] },
  {
    id: 'dispersal-most', place: 'square', seconds: 18, scene: sceneWith({ behavior: 'dispersal' }),
    actors: group('square', onRoad, 12, (i) => (i === 1 ? stays() : [{ to: apart[i] ?? [1, 1], speed: run * 0.85 }])),
  },
  { id: 'dispersal-five', place: 'square', seconds: 18, scene: sceneWith({ behavior: 'dispersal' }), actors: group('square', onRoad.slice(0, 5), 12, (i) => [{ to: apart[i] ?? [1, 1], speed: run }]) },
];

const staysOrWalks: readonly Scenario[] = [
  { id: 'dispersal-walk', place: 'square', seconds: 24, scene: sceneWith({ behavior: 'dispersal' }), actors: group('square', onRoad, 12, (i) => [{ to: apart[i] ?? [1, 1] }]) },
  { id: 'dispersal-one-way', place: 'square', seconds: 18, scene: sceneWith({ behavior: 'dispersal' }), actors: group('square', onRoad, 12, (i) => [{ to: [1.06, oneWay[i] ?? 0.5], speed: run }]) },
  { id: 'dispersal-two', place: 'square', seconds: 18, scene: sceneWith({ behavior: 'dispersal' }), actors: group('square', onRoad, 12, (i) => (i === 3 || i === 4 ? [{ to: apart[i] ?? [1, 1], speed: run }] : stays())) },
];

export const dispersals: readonly Scenario[] = [...allWays(runsApart), ...bothWays(staysOrWalks)];
