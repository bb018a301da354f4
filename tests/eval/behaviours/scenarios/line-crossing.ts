import { sceneWith, type Scenario } from '../../composed/scenario.ts';
import { runningSpeed } from '../../composed/way.ts';

const behavior = 'line-crossing';
const road = [[0.47, 0.3], [0.6, 0.8]] as const;
const threshold = [[0.28, 0.62], [0.66, 0.62]] as const;

export const scenarios: readonly Scenario[] = [
  {
    id: 'line-road', place: 'square', seconds: 20, scene: sceneWith({ behavior, line: road }),
    actors: [
      { note: 'crosses from left to right', start: 0, from: [-0.04, 0.45], legs: [{ to: [1.04, 0.6] }] },
      { note: 'crosses from right to left', start: 2, from: [1.04, 0.48], legs: [{ to: [-0.04, 0.42] }] },
      { note: 'turns round before it', start: 1, from: [-0.04, 0.58], legs: [{ to: [0.43, 0.55] }, { to: [-0.04, 0.62] }] },
      { note: 'passes beyond its near end', start: 0, from: [-0.04, 0.97], legs: [{ to: [1.04, 0.94] }] },
      { note: 'passes beyond its far end', start: 4, from: [0.75, 0.21], legs: [{ to: [0.2, 0.2] }] },
      { note: 'crosses over the lawn', start: 8, from: [-0.04, 0.62], legs: [{ to: [1.04, 0.78] }] },
    ],
  },
  {
    id: 'line-one-way', place: 'square', seconds: 20, scene: sceneWith({ behavior, line: road, settings: { direction: 'forward' } }),
    actors: [
      { note: 'crosses the watched way', start: 0, from: [1.04, 0.55], legs: [{ to: [-0.04, 0.5] }] },
      { note: 'runs across the watched way', start: 8, from: [1.04, 0.46], legs: [{ to: [-0.04, 0.44], speed: runningSpeed }] },
      { note: 'crosses the other way', start: 1, from: [-0.04, 0.42], legs: [{ to: [1.04, 0.44] }] },
      { note: 'crosses the other way in front', start: 3, from: [-0.04, 0.66], legs: [{ to: [1.04, 0.76] }] },
      { note: 'walks along it', start: 2, from: [0.36, 0.34], legs: [{ to: [0.46, 0.76] }, { to: [0.3, 1.2] }] },
    ],
  },
  {
    id: 'line-hall', place: 'hall', seconds: 16, scene: sceneWith({ behavior, line: [[0.32, 0.5], [0.76, 0.5]] }),
    actors: [
      { note: 'walks away over it', start: 0, from: [0.52, 1.5], legs: [{ to: [0.47, 0.3] }, { stand: 20 }] },
      { note: 'comes over it', start: 3, from: [0.57, 0.24], legs: [{ to: [0.68, 1.6] }] },
      { note: 'stands before it', start: 0, from: [0.4, 0.66], legs: [{ stand: 20 }] },
      { note: 'turns round before it', start: 8, from: [0.46, 1.5], legs: [{ to: [0.55, 0.66] }, { to: [0.46, 1.5] }] },
    ],
  },
  {
    id: 'line-corridor', place: 'corridor', seconds: 16, scene: sceneWith({ behavior, line: threshold }),
    actors: [
      { note: 'first of two side by side', start: 0, from: [0.44, 0.33], legs: [{ to: [0.3, 1.5] }] },
      { note: 'second of two side by side', start: 0.3, from: [0.54, 0.33], legs: [{ to: [0.55, 1.5] }] },
      { note: 'goes back into the corridor', start: 9.5, from: [0.3, 1.5], legs: [{ to: [0.47, 0.35] }] },
      { note: 'waits in the corridor', start: 0, from: [0.63, 0.5], legs: [{ stand: 20 }] },
      { note: 'walks through the lobby', start: 5, from: [0.8, 0.93], legs: [{ to: [0.1, 0.85] }, { stand: 10 }] },
    ],
  },
  {
    id: 'line-motorway', place: 'motorway', seconds: 16, scene: sceneWith({ behavior, line: [[0.69, 0.5], [0.08, 0.5]] }),
    actors: [
      { note: 'first lane', kind: 'car', start: 0, from: [0.52, 1.3], legs: [{ to: [0.64, 0.02], speed: 5 }] },
      { note: 'second lane', kind: 'car', start: 2, from: [0.33, 1.3], legs: [{ to: [0.6, 0.02], speed: 6 }] },
      { note: 'third lane', kind: 'car', start: 5, from: [0.12, 1.3], legs: [{ to: [0.55, 0.02], speed: 7 }] },
      { note: 'first lane, slow', kind: 'car', start: 7, from: [0.52, 1.3], legs: [{ to: [0.64, 0.02], speed: 3.5 }] },
      { note: 'on the hard shoulder', kind: 'car', start: 5, from: [0.82, 1.3], legs: [{ to: [0.75, 0.02], speed: 3 }] },
      { note: 'stops before it', kind: 'car', start: 9, from: [0.2, 1.3], legs: [{ to: [0.3, 0.78], speed: 3 }, { stand: 20 }] },
    ],
  },
  {
    id: 'line-meeting', place: 'square', seconds: 22, scene: sceneWith({ behavior, line: road }),
    actors: [
      { note: 'meets another on it, from the left', start: 0, from: [0.05, 0.5], legs: [{ to: [1.04, 0.52] }] },
      { note: 'meets another on it, from the right', start: 0, from: [1.02, 0.54], legs: [{ to: [0.04, 0.55] }] },
      { note: 'crosses and comes back later', start: 3, from: [-0.04, 0.44], legs: [{ to: [0.66, 0.45] }, { stand: 4 }, { to: [0.2, 0.44] }] },
      { note: 'stands beside it', start: 0, from: [0.44, 0.68], legs: [{ stand: 30 }] },
      { note: 'passes beyond its near end', start: 5, from: [1.04, 0.97], legs: [{ to: [-0.04, 0.97] }] },
    ],
  },
];
