import { sceneWith, type Scenario } from '../../composed/scenario.ts';

const scene = sceneWith({ behavior: 'running' });
/** 5 m/s, and a brisk walk of 2 m/s, for somebody of 1.70 m. */
const [run, brisk] = [3, 1.2];

export const scenarios: readonly Scenario[] = [
  {
    id: 'running-square', place: 'square', seconds: 18, scene,
    actors: [
      { note: 'runs across', start: 0, from: [-0.06, 0.44], legs: [{ to: [1.06, 0.5], speed: run }] },
      { note: 'walks, then runs', start: 2, from: [1.05, 0.62], legs: [{ to: [0.75, 0.62] }, { to: [-0.06, 0.56], speed: run }] },
      { note: 'runs over the lawn', start: 9, from: [-0.06, 0.76], legs: [{ to: [1.06, 0.8], speed: run }] },
      { note: 'walks briskly', start: 4, from: [1.05, 0.4], legs: [{ to: [-0.06, 0.38], speed: brisk }] },
      { note: 'walks', start: 0, from: [0.1, 0.92], legs: [{ to: [1.05, 0.94] }] },
      { note: 'stands', start: 0, from: [0.2, 0.65], legs: [{ stand: 30 }] },
    ],
  },
  {
    id: 'running-crowd', place: 'square', seconds: 16, scene,
    actors: [
      { note: 'first of two who run together', start: 1, from: [1.06, 0.46], legs: [{ to: [-0.06, 0.44], speed: run }] },
      { note: 'second of two who run together', start: 1.2, from: [1.06, 0.53], legs: [{ to: [-0.06, 0.52], speed: run }] },
      { note: 'is overtaken', start: 0, from: [0.9, 0.6], legs: [{ to: [-0.06, 0.58] }] },
      { note: 'takes a few quick steps', start: 6, from: [-0.06, 0.7], legs: [{ to: [0.3, 0.7] }, { to: [0.35, 0.7], speed: run }, { to: [1, 0.75] }] },
      { note: 'comes from behind the post running', start: 8, from: [-0.06, 0.42], legs: [{ to: [1.06, 0.45], speed: run }] },
    ],
  },
];
