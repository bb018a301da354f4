import { sceneWith, type Scenario } from '../../composed/scenario.ts';
import { runningSpeed } from '../../composed/way.ts';
import { lanes, road } from './places.ts';

const behavior = 'wrong-way';
/** Its arrow points to the left. */
const leftward = [[0.5, 0.4], [0.5, 0.57]] as const;
/** Its arrow points up, away from the camera. */
const away = [[0.69, 0.5], [0.3, 0.5]] as const;

export const scenarios: readonly Scenario[] = [
  {
    id: 'wrong-way-road', place: 'square', seconds: 24, scene: sceneWith({ behavior, zone: road, line: leftward }),
    actors: [
      { note: 'goes against the arrow', start: 0, from: [-0.04, 0.41], legs: [{ to: [1.04, 0.56] }] },
      { note: 'goes with the arrow', start: 1, from: [1.04, 0.5], legs: [{ to: [-0.04, 0.38] }] },
      { note: 'goes with the arrow along the kerb', start: 3, from: [1.04, 0.66], legs: [{ to: [0.5, 0.52] }, { to: [-0.04, 0.44] }] },
      { note: 'crosses the road', start: 5, from: [0.3, 0.3], legs: [{ to: [0.34, 0.66] }, { to: [0.34, 1.2] }] },
      { note: 'goes back two steps', start: 12, from: [1.04, 0.62], legs: [{ to: [0.7, 0.52] }, { to: [0.76, 0.53] }, { stand: 1.5 }, { to: [-0.04, 0.41] }] },
      { note: 'goes against it on the lawn', start: 2, from: [0.05, 0.72], legs: [{ to: [0.7, 0.9] }] },
    ],
  },
  {
    id: 'wrong-way-crowd', place: 'square', seconds: 20, scene: sceneWith({ behavior, zone: road, line: leftward }),
    actors: [
      { note: 'runs against the arrow', start: 5, from: [-0.04, 0.43], legs: [{ to: [1.04, 0.62], speed: runningSpeed }] },
      { note: 'first of two who go with it', start: 0, from: [1.04, 0.48], legs: [{ to: [-0.04, 0.38] }] },
      { note: 'second of two who go with it', start: 0.5, from: [1.04, 0.54], legs: [{ to: [-0.04, 0.41] }] },
      { note: 'turns and goes back all the way', start: 2, from: [1.04, 0.45], legs: [{ to: [0.7, 0.45] }, { to: [1.04, 0.48] }] },
      { note: 'stands on the road', start: 0, from: [1.04, 0.66], legs: [{ to: [0.9, 0.57] }, { stand: 30 }] },
    ],
  },
  {
    id: 'wrong-way-motorway', place: 'motorway', seconds: 22, scene: sceneWith({ behavior, zone: lanes, line: away }),
    actors: [
      { note: 'drives against the arrow', kind: 'car', start: 3, from: [0.6, 0.02], legs: [{ to: [0.3, 1.3], speed: 4 }] },
      { note: 'drives with the arrow', kind: 'car', start: 0, from: [0.52, 1.3], legs: [{ to: [0.64, 0.02], speed: 5 }] },
      { note: 'drives fast with the arrow', kind: 'car', start: 11, from: [0.2, 1.3], legs: [{ to: [0.56, 0.02], speed: 7 }] },
      { note: 'stops and rolls back a little', kind: 'car', start: 9, from: [0.52, 1.3], legs: [{ to: [0.6, 0.5], speed: 4 }, { stand: 2 }, { to: [0.597, 0.53], speed: 1 }, { to: [0.64, 0.02], speed: 4 }] },
      { note: 'drives along the hard shoulder', kind: 'car', start: 4, from: [0.8, 1.3], legs: [{ to: [0.74, 0.02], speed: 3 }] },
    ],
  },
];
