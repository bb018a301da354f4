import { sceneWith, type Scenario } from '../../composed/scenario.ts';

const behavior = 'tailgating';
const road = [[0.47, 0.3], [0.6, 0.8]] as const;
const threshold = [[0.28, 0.62], [0.66, 0.62]] as const;

export const scenarios: readonly Scenario[] = [
  {
    id: 'tailgating-road', place: 'square', seconds: 22, scene: sceneWith({ behavior, line: road }),
    actors: [
      { note: 'goes first', start: 0, from: [-0.04, 0.45], legs: [{ to: [1.04, 0.5] }] },
      { note: 'follows', start: 1.6, from: [-0.04, 0.47], legs: [{ to: [1.04, 0.54] }] },
      { note: 'comes when the door has closed', start: 8, from: [-0.04, 0.44], legs: [{ to: [1.04, 0.48] }] },
      { note: 'comes the other way', start: 6, from: [1.04, 0.64], legs: [{ to: [-0.04, 0.54] }] },
      { note: 'turns round before it', start: 2, from: [-0.04, 0.62], legs: [{ to: [0.4, 0.6] }, { to: [-0.04, 0.66] }] },
    ],
  },
  {
    id: 'tailgating-threshold', place: 'corridor', seconds: 20, scene: sceneWith({ behavior, line: threshold }),
    actors: [
      { note: 'comes out first', start: 0, from: [0.44, 0.33], legs: [{ to: [0.34, 1.5] }] },
      { note: 'comes out behind', start: 1.4, from: [0.54, 0.33], legs: [{ to: [0.58, 1.5] }] },
      { note: 'comes out alone', start: 9, from: [0.46, 0.33], legs: [{ to: [0.34, 1.5] }] },
      { note: 'goes in meanwhile', start: 9.2, from: [0.74, 1.5], legs: [{ to: [0.55, 0.35] }] },
    ],
  },
  {
    id: 'tailgating-two-allowed', place: 'square', seconds: 24, scene: sceneWith({ behavior, line: road, settings: { allowed: 2 } }),
    actors: [
      { note: 'first of two who may', start: 0, from: [1.04, 0.46], legs: [{ to: [-0.04, 0.42] }] },
      { note: 'second of two who may', start: 0.8, from: [1.04, 0.53], legs: [{ to: [-0.04, 0.47] }] },
      { note: 'third', start: 2, from: [1.04, 0.48], legs: [{ to: [-0.04, 0.43] }] },
      { note: 'first of a later two', start: 9, from: [1.04, 0.47], legs: [{ to: [-0.04, 0.42] }] },
      { note: 'second of a later two', start: 10, from: [1.04, 0.53], legs: [{ to: [-0.04, 0.48] }] },
    ],
  },
];
