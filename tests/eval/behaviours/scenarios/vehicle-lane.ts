import { sceneWith, type Scenario } from '../../composed/scenario.ts';
import { lanes, road } from './places.ts';

const behavior = 'vehicle-lane';
const brisk = 1.3;

export const scenarios: readonly Scenario[] = [
  {
    id: 'lane-motorway', place: 'motorway', seconds: 24, scene: sceneWith({ behavior, zone: lanes }),
    actors: [
      { note: 'steps from the hard shoulder into the lanes', start: 0, from: [0.8, 1.15], legs: [{ to: [0.76, 0.75] }, { to: [0.58, 0.72] }, { stand: 20 }] },
      { note: 'walks along the hard shoulder', start: 3, from: [0.83, 1.2], legs: [{ to: [0.76, 0.35] }] },
      { note: 'steps over the edge and back', start: 6, from: [0.76, 0.3], legs: [{ to: [0.76, 0.5] }, { to: [0.67, 0.5] }, { to: [0.76, 0.56] }, { stand: 12 }] },
      { note: 'drives past', kind: 'car', start: 1, from: [0.15, 1.3], legs: [{ to: [0.56, 0.02], speed: 6 }] },
      { note: 'drives past later', kind: 'car', start: 12, from: [0.1, 1.3], legs: [{ to: [0.55, 0.02], speed: 6 }] },
    ],
  },
  {
    id: 'lane-road', place: 'square', seconds: 20, scene: sceneWith({ behavior, zone: road }),
    actors: [
      { note: 'walks along the road', start: 0, from: [-0.04, 0.41], legs: [{ to: [1.04, 0.56] }] },
      { note: 'stops on the road', start: 2, from: [1.04, 0.42], legs: [{ to: [0.8, 0.5] }, { stand: 20 }] },
      { note: 'hurries across', start: 4, from: [0.2, 0.28], legs: [{ to: [0.22, 0.62], speed: brisk }, { to: [0.3, 1.2] }] },
      { note: 'walks over the lawn', start: 1, from: [-0.04, 0.7], legs: [{ to: [0.7, 0.92] }] },
      { note: 'passes behind it', start: 5, from: [1.04, 0.33], legs: [{ to: [0.1, 0.3] }] },
    ],
  },
  {
    id: 'lane-car', place: 'motorway', seconds: 24, scene: sceneWith({ behavior, zone: lanes }),
    actors: [
      { note: 'stops in a lane', kind: 'car', start: 0, from: [0.33, 1.3], legs: [{ to: [0.5, 0.7], speed: 4 }, { stand: 30 }] },
      { note: 'gets out and walks to the hard shoulder', start: 7, from: [0.585, 0.71], legs: [{ stand: 7 }, { to: [0.77, 0.72] }, { to: [0.76, 0.4] }] },
      { note: 'walks in the lanes far from the car', start: 1, from: [0.74, 0.45], legs: [{ to: [0.62, 0.46] }, { stand: 6 }, { to: [0.75, 0.42] }] },
    ],
  },
];
