import { sceneWith, type Scenario } from '../../composed/scenario.ts';
import { runningSpeed } from '../../composed/way.ts';
import { crossing, hallEnd, hardShoulder, lawn, lobby } from './places.ts';

const behavior = 'intrusion';

export const scenarios: readonly Scenario[] = [
  {
    id: 'intrusion-lawn', place: 'square', seconds: 18, scene: sceneWith({ behavior, zone: lawn }),
    actors: [
      { note: 'walks over the lawn', start: 0, from: [-0.04, 0.5], legs: [{ to: [0.2, 0.7] }, { to: [0.7, 0.97] }] },
      { note: 'comes from the road and stops on the lawn', start: 2, from: [1.04, 0.6], legs: [{ to: [0.3, 0.62] }, { stand: 20 }] },
      { note: 'passes on the road beside it', start: 0, from: [1.04, 0.52], legs: [{ to: [-0.04, 0.42] }] },
      { note: 'passes in front of it', start: 3, from: [-0.04, 0.97], legs: [{ to: [0.55, 0.95] }, { to: [0.6, 1.3] }] },
      { note: 'turns round before it', start: 1, from: [1.04, 0.78], legs: [{ to: [0.5, 0.7] }, { to: [1.04, 0.8] }] },
    ],
  },
  {
    id: 'intrusion-group', place: 'square', seconds: 18, scene: sceneWith({ behavior, zone: crossing }),
    actors: [
      { note: 'walks in from the left', start: 0, from: [-0.04, 0.42], legs: [{ to: [0.6, 0.52] }, { to: [0.75, 1.2] }] },
      { note: 'first of two side by side', start: 1, from: [1.04, 0.45], legs: [{ to: [0.3, 0.47] }, { to: [-0.04, 0.44] }] },
      { note: 'second of two side by side', start: 1, from: [1.05, 0.52], legs: [{ to: [0.32, 0.54] }, { to: [-0.04, 0.5] }] },
      { note: 'passes behind it', start: 2, from: [0.1, 0.34], legs: [{ to: [1.03, 0.33] }] },
      { note: 'crosses the lawn in front of it', start: 3, from: [-0.04, 0.72], legs: [{ to: [0.5, 0.75] }, { to: [0.3, 1.2] }] },
      { note: 'turns round before it', start: 4, from: [-0.04, 0.6], legs: [{ to: [0.46, 0.56] }, { to: [-0.04, 0.66] }] },
    ],
  },
  {
    id: 'intrusion-brush', place: 'square', seconds: 20, scene: sceneWith({ behavior, zone: lawn, settings: { seconds: 2 } }),
    actors: [
      { note: 'crosses the whole lawn', start: 0, from: [1.04, 0.8], legs: [{ to: [0.55, 0.75] }, { to: [-0.04, 0.65] }] },
      { note: 'stops on it for four seconds', start: 1, from: [-0.04, 0.5], legs: [{ to: [0.15, 0.72] }, { stand: 4 }, { to: [-0.06, 0.5] }] },
      { note: 'cuts its corner for less than half a second', start: 2, from: [1.04, 0.62], legs: [{ to: [0.55, 0.7] }, { to: [0.33, 0.95] }, { to: [0.3, 1.3] }] },
      { note: 'steps on its edge and back in a second', start: 4, from: [0.7, 0.4], legs: [{ to: [0.2, 0.48] }, { to: [0.2, 0.58] }, { to: [0.26, 0.46] }, { to: [0.9, 0.4] }] },
    ],
  },
  {
    id: 'intrusion-hall', place: 'hall', seconds: 16, scene: sceneWith({ behavior, zone: hallEnd }),
    actors: [
      { note: 'walks away from the camera into it', start: 0, from: [0.62, 1.5], legs: [{ to: [0.47, 0.4] }, { to: [0.46, 0.24] }] },
      { note: 'comes from the far end', start: 4, from: [0.57, 0.22], legs: [{ to: [0.7, 1.6] }] },
      { note: 'stands before it', start: 0, from: [0.4, 0.72], legs: [{ stand: 20 }] },
      { note: 'turns round before it', start: 9, from: [0.48, 1.5], legs: [{ to: [0.54, 0.72] }, { to: [0.48, 1.5] }] },
    ],
  },
  {
    id: 'intrusion-lobby', place: 'corridor', seconds: 16, scene: sceneWith({ behavior, zone: lobby }),
    actors: [
      { note: 'comes down the corridor into the lobby', start: 0, from: [0.48, 0.33], legs: [{ to: [0.4, 0.8] }, { to: [0.38, 1.5] }] },
      { note: 'comes near and turns round', start: 4, from: [0.53, 0.33], legs: [{ to: [0.52, 0.56] }, { to: [0.49, 0.3] }] },
      { note: 'waits in the corridor', start: 0, from: [0.6, 0.5], legs: [{ stand: 20 }] },
      { note: 'runs out of the corridor', start: 11, from: [0.48, 0.33], legs: [{ to: [0.3, 0.8], speed: runningSpeed }, { to: [0.2, 1.5], speed: runningSpeed }] },
    ],
  },
  {
    id: 'intrusion-meeting', place: 'square', seconds: 18, scene: sceneWith({ behavior, zone: crossing }),
    actors: [
      { note: 'enters while hidden by another', start: 0, from: [0.1, 0.48], legs: [{ to: [1.04, 0.5] }] },
      { note: 'passes in front of it and hides others', start: 0, from: [1.04, 0.74], legs: [{ to: [0.1, 0.66] }] },
      { note: 'meets another inside', start: 2, from: [1.04, 0.53], legs: [{ to: [0.1, 0.5] }] },
      { note: 'runs through', start: 9, from: [-0.04, 0.44], legs: [{ to: [1.04, 0.54], speed: runningSpeed }] },
      { note: 'passes behind, partly hidden', start: 1, from: [1.04, 0.33], legs: [{ to: [0.1, 0.35] }] },
    ],
  },
  {
    id: 'intrusion-shoulder', place: 'motorway', seconds: 16, scene: sceneWith({ behavior, zone: hardShoulder }),
    actors: [
      { note: 'pulls over to the hard shoulder', kind: 'car', start: 1, from: [0.4, 1.2], legs: [{ to: [0.77, 0.6], speed: 3 }, { stand: 3 }, { to: [0.74, 0.02], speed: 4 }] },
      { note: 'passes in the lane beside it', kind: 'car', start: 3, from: [0.5, 1.3], legs: [{ to: [0.64, 0.02], speed: 5 }] },
      { note: 'passes in a far lane', kind: 'car', start: 0, from: [0.15, 1.3], legs: [{ to: [0.56, 0.02], speed: 5 }] },
      { note: 'drives along the hard shoulder', kind: 'car', start: 11, from: [0.79, 1.3], legs: [{ to: [0.74, 0.02], speed: 3 }] },
      { note: 'passes in the middle lane', kind: 'car', start: 9, from: [0.3, 1.3], legs: [{ to: [0.6, 0.02], speed: 6 }] },
    ],
  },
];
