import { sceneWith, type Scenario } from '../../composed/scenario.ts';
import { crossing, hallEnd, lawn, lobby } from './places.ts';

const behavior = 'loitering';

export const scenarios: readonly Scenario[] = [
  {
    id: 'loitering-lawn', place: 'square', seconds: 26, scene: sceneWith({ behavior, zone: lawn, settings: { seconds: 10, leaveSeconds: 3 } }),
    actors: [
      { note: 'stands about', start: 0, from: [0.7, 0.72], legs: [{ to: [0.3, 0.7] }, { stand: 15 }, { to: [0.8, 0.75] }] },
      { note: 'walks to and fro', start: 1, from: [-0.04, 0.62], legs: [{ to: [0.2, 0.62] }, { to: [0.1, 0.62] }, { to: [0.24, 0.6] }, { to: [0.09, 0.62] }, { to: [0.24, 0.62] }, { to: [0.09, 0.6] }, { to: [0.24, 0.62] }, { to: [0.1, 0.6] }, { to: [0.24, 0.62] }, { to: [-0.06, 0.5] }] },
      { note: 'only crosses', start: 8, from: [0.9, 0.8], legs: [{ to: [-0.04, 0.78] }] },
      { note: 'stands beside it', start: 0, from: [0.52, 0.62], legs: [{ stand: 30 }] },
    ],
  },
  {
    id: 'loitering-hall', place: 'hall', seconds: 28, scene: sceneWith({ behavior, zone: hallEnd, settings: { seconds: 10 } }),
    actors: [
      { note: 'waits at the far end', start: 0, from: [0.6, 1.5], legs: [{ to: [0.56, 0.42] }, { stand: 16 }] },
      { note: 'looks for six seconds and leaves', start: 7, from: [0.5, 1.5], legs: [{ to: [0.46, 0.48] }, { stand: 5 }, { to: [0.46, 1.5] }] },
      { note: 'waits before it', start: 0, from: [0.7, 0.74], legs: [{ stand: 30 }] },
    ],
  },
  {
    id: 'loitering-default', place: 'square', seconds: 46, scene: sceneWith({ behavior, zone: crossing }),
    actors: [
      { note: 'first of two who talk', start: 0, from: [0.3, 0.5], legs: [{ to: [0.63, 0.5] }, { stand: 38 }] },
      { note: 'second of two who talk', start: 0, from: [0.98, 0.55], legs: [{ to: [0.7, 0.51] }, { stand: 38 }] },
      { note: 'stays for twenty seconds', start: 4, from: [1.04, 0.5], legs: [{ to: [0.82, 0.54] }, { stand: 19 }, { to: [1.04, 0.6] }] },
      { note: 'passes through', start: 20, from: [-0.04, 0.44], legs: [{ to: [1.04, 0.46] }] },
    ],
  },
  {
    id: 'loitering-lobby', place: 'corridor', seconds: 26, scene: sceneWith({ behavior, zone: lobby, settings: { seconds: 10 } }),
    actors: [
      { note: 'waits in the lobby and is hidden for moments', start: 0, from: [0.48, 0.35], legs: [{ to: [0.3, 0.78] }, { stand: 25 }] },
      { note: 'walks past in front', start: 7, from: [0.75, 0.95], legs: [{ to: [0.05, 0.9] }, { to: [-0.2, 0.9] }] },
      { note: 'comes through', start: 12, from: [0.5, 0.33], legs: [{ to: [0.48, 1.5] }] },
      { note: 'waits in the corridor', start: 0, from: [0.6, 0.52], legs: [{ stand: 30 }] },
    ],
  },
  {
    id: 'loitering-group', place: 'square', seconds: 32, scene: sceneWith({ behavior, zone: crossing, settings: { seconds: 15 } }),
    actors: [
      { note: 'first of three who wait', start: 0, from: [0.3, 0.48], legs: [{ to: [0.6, 0.47] }, { stand: 26 }] },
      { note: 'second of three who wait', start: 0, from: [0.35, 0.54], legs: [{ to: [0.68, 0.52] }, { stand: 26 }] },
      { note: 'third of three who wait', start: 0, from: [1.04, 0.5], legs: [{ to: [0.78, 0.49] }, { stand: 26 }] },
      { note: 'leaves after nine seconds', start: 2, from: [1.04, 0.56], legs: [{ to: [0.84, 0.56] }, { stand: 7 }, { to: [1.04, 0.66] }] },
      { note: 'stands beside it', start: 0, from: [0.3, 0.45], legs: [{ stand: 40 }] },
    ],
  },
  {
    id: 'loitering-return', place: 'square', seconds: 30, scene: sceneWith({ behavior, zone: lawn, settings: { seconds: 15 } }),
    actors: [
      { note: 'steps out for two seconds and comes back', start: 0, from: [0.62, 0.72], legs: [{ to: [0.36, 0.72] }, { stand: 6 }, { to: [0.46, 0.72] }, { to: [0.34, 0.7] }, { stand: 18 }] },
      { note: 'goes after six seconds and comes back after nine', start: 0, from: [-0.04, 0.62], legs: [{ to: [0.1, 0.62] }, { stand: 3 }, { to: [0.1, 0.48] }, { stand: 6 }, { to: [0.1, 0.62] }, { stand: 3 }, { to: [-0.06, 0.5] }] },
      { note: 'crosses slowly', start: 4, from: [0.7, 0.9], legs: [{ to: [0.5, 0.8], speed: 0.5 }, { to: [0.2, 0.8], speed: 0.5 }, { to: [0.2, 1.2] }] },
    ],
  },
];
