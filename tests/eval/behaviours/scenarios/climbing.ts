import { sceneWith, type Scenario } from '../../composed/scenario.ts';

const behavior = 'climbing';
const lawnFence = [[0.03, 0.6], [0.38, 0.62]] as const;
const roadFence = [[0.58, 0.46], [0.97, 0.52]] as const;

/** The fences are not in the picture, and people climb as they walk: what is shown is the way of a body. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'climbing-lawn', place: 'square', seconds: 26, scene: sceneWith({ behavior, line: lawnFence }),
    actors: [
      { note: 'climbs over towards the camera', start: 0, from: [-0.04, 0.5], legs: [{ to: [0.13, 0.585] }, { stand: 0.6 }, { over: [0.135, 0.63], rise: 0.9, seconds: 3 }, { stand: 0.6 }, { to: [0.3, 1.2] }] },
      { note: 'climbs over away from the camera', start: 0, from: [0.5, 0.95], legs: [{ to: [0.28, 0.64] }, { stand: 0.6 }, { over: [0.275, 0.592], rise: 1, seconds: 3.2 }, { stand: 0.6 }, { to: [0.4, 0.4] }, { to: [1.04, 0.42] }] },
      { note: 'comes through a gate', start: 12, from: [0.33, 0.33], legs: [{ to: [0.32, 0.8] }, { to: [0.4, 1.2] }] },
      { note: 'climbs up and comes down again', start: 11, from: [-0.04, 0.46], legs: [{ to: [0.1, 0.58] }, { stand: 0.6 }, { over: [0.11, 0.575], rise: 0.8, seconds: 3 }, { stand: 0.6 }, { to: [-0.04, 0.48] }] },
      { note: 'passes along it', start: 2, from: [-0.04, 0.73], legs: [{ to: [1.04, 0.78] }] },
    ],
  },
  {
    id: 'climbing-road', place: 'square', seconds: 26, scene: sceneWith({ behavior, line: roadFence }),
    actors: [
      { note: 'first of two who climb over', start: 0, from: [0.6, 0.92], legs: [{ to: [0.68, 0.505] }, { stand: 0.5 }, { over: [0.68, 0.452], rise: 0.8, seconds: 2.6 }, { stand: 0.6 }, { to: [1.04, 0.36] }] },
      { note: 'second of two who climb over', start: 4, from: [1.04, 0.62], legs: [{ to: [0.83, 0.53] }, { stand: 0.5 }, { over: [0.83, 0.475], rise: 0.9, seconds: 3 }, { stand: 0.6 }, { to: [0.6, 0.36] }, { to: [-0.04, 0.36] }] },
      { note: 'goes through a gate', start: 13, from: [0.94, 0.85], legs: [{ to: [0.93, 0.4] }, { to: [1.04, 0.34] }] },
      { note: 'passes along it', start: 2, from: [-0.04, 0.62], legs: [{ to: [0.7, 0.6] }, { to: [1.04, 0.7] }] },
    ],
  },
];
