import { sceneWith, type Scenario } from '../../composed/scenario.ts';
import { crossing, hallEnd, lobby } from './places.ts';

const behavior = 'after-hours';

export const scenarios: readonly Scenario[] = [
  {
    id: 'after-hours-lobby', place: 'corridor', seconds: 26, scene: sceneWith({ behavior, zone: lobby }),
    actors: [
      { note: 'stays in the lobby', start: 0, from: [0.48, 0.35], legs: [{ to: [0.3, 0.8] }, { stand: 25 }] },
      { note: 'only goes through', start: 6, from: [0.54, 0.33], legs: [{ to: [0.55, 1.5] }] },
      { note: 'waits in the corridor', start: 0, from: [0.62, 0.5], legs: [{ stand: 30 }] },
    ],
  },
  {
    id: 'after-hours-square', place: 'square', seconds: 24, scene: sceneWith({ behavior, zone: crossing }),
    actors: [
      { note: 'stands about', start: 0, from: [0.3, 0.5], legs: [{ to: [0.62, 0.5] }, { stand: 25 }] },
      { note: 'walks to and fro', start: 0, from: [1.04, 0.46], legs: [{ to: [0.8, 0.5] }, { to: [0.7, 0.46] }, { to: [0.82, 0.48] }, { to: [0.7, 0.46] }, { to: [0.82, 0.48] }, { to: [0.7, 0.46] }, { to: [0.82, 0.48] }, { to: [0.7, 0.46] }] },
      { note: 'passes through', start: 6, from: [-0.04, 0.56], legs: [{ to: [1.04, 0.58] }] },
      { note: 'stands beside it', start: 0, from: [0.36, 0.6], legs: [{ stand: 30 }] },
    ],
  },
  {
    id: 'after-hours-hall', place: 'hall', seconds: 28, scene: sceneWith({ behavior, zone: hallEnd }),
    actors: [
      { note: 'goes in and waits', start: 0, from: [0.6, 1.5], legs: [{ to: [0.6, 0.45] }, { stand: 30 }] },
      { note: 'comes out of the far end and stays', start: 5, from: [0.5, 0.22], legs: [{ to: [0.46, 0.42] }, { stand: 30 }] },
      { note: 'looks in for five seconds', start: 8, from: [0.4, 1.5], legs: [{ to: [0.45, 0.53] }, { stand: 4 }, { to: [0.3, 1.5] }] },
      { note: 'waits before it', start: 0, from: [0.78, 0.75], legs: [{ stand: 40 }] },
    ],
  },
];
