import { sceneWith, type Scenario } from '../../composed/scenario.ts';

const settings = { seconds: 10 };

export const left: readonly Scenario[] = [
  {
    id: 'left-road', place: 'square', seconds: 46, scene: sceneWith({ behavior: 'object-left', settings }),
    actors: [
      { note: 'puts a bag down and goes', start: 4, from: [-0.04, 0.46], legs: [{ to: [0.3, 0.47] }, { stand: 2 }, { to: [1.04, 0.5] }] },
      { note: 'left on the road', kind: 'bag', start: 9, from: [0.262, 0.478], legs: [{ stand: 60 }] },
      { note: 'puts a bag down and stays with it', start: 3, from: [1.04, 0.62], legs: [{ to: [0.8, 0.6] }, { stand: 60 }] },
      { note: 'stands beside its owner', kind: 'bag', start: 9, from: [0.84, 0.607], legs: [{ stand: 60 }] },
      { note: 'puts a bag down, goes a few steps and comes back', start: 12, from: [-0.04, 0.7], legs: [{ to: [0.15, 0.7] }, { stand: 2 }, { to: [0.42, 0.74] }, { to: [0.15, 0.7] }, { stand: 40 }] },
      { note: 'is left for a moment', kind: 'bag', start: 16, from: [0.105, 0.707], legs: [{ stand: 60 }] },
      { note: 'walks past', start: 18, from: [1.04, 0.42], legs: [{ to: [-0.04, 0.41] }] },
    ],
  },
  {
    id: 'left-hall', place: 'hall', seconds: 38, scene: sceneWith({ behavior: 'object-left', settings }),
    actors: [
      { note: 'puts a bag down and goes back', start: 3, from: [0.62, 1.5], legs: [{ to: [0.52, 0.62] }, { stand: 2 }, { to: [0.66, 1.5] }] },
      { note: 'left in the passage', kind: 'bag', start: 9, from: [0.43, 0.63], legs: [{ stand: 60 }] },
      { note: 'walks through', start: 20, from: [0.6, 0.24], legs: [{ to: [0.68, 1.5] }] },
    ],
  },
  {
    id: 'left-twice', place: 'square', seconds: 40, scene: sceneWith({ behavior: 'object-left', settings }),
    actors: [
      { note: 'puts a bag down on the lawn and goes', start: 6, from: [0.5, 0.66], legs: [{ to: [0.25, 0.66] }, { stand: 2 }, { to: [-0.06, 0.6] }] },
      { note: 'left on the lawn', kind: 'bag', start: 9.3, from: [0.29, 0.668], legs: [{ stand: 60 }] },
      { note: 'puts a bag down at the roadside and goes', start: 7, from: [1.04, 0.5], legs: [{ to: [0.75, 0.5] }, { stand: 2 }, { to: [1.06, 0.42] }] },
      { note: 'left at the roadside', kind: 'bag', start: 11.3, from: [0.71, 0.508], legs: [{ stand: 60 }] },
      { note: 'stops and goes on with nothing', start: 10, from: [-0.04, 0.82], legs: [{ to: [0.45, 0.82] }, { stand: 5 }, { to: [1.04, 0.86] }] },
    ],
  },
  {
    id: 'left-corridor', place: 'corridor', seconds: 34, scene: sceneWith({ behavior: 'object-left', settings }),
    actors: [
      { note: 'puts a bag down in the lobby and goes', start: 6, from: [0.5, 0.33], legs: [{ to: [0.36, 0.76] }, { stand: 2 }, { to: [-0.15, 0.86] }] },
      { note: 'left in the lobby', kind: 'bag', start: 10.7, from: [0.47, 0.775], legs: [{ stand: 60 }] },
      { note: 'walks through', start: 22, from: [0.55, 0.33], legs: [{ to: [0.7, 1.5] }] },
    ],
  },
];

const ofLobby = [[0.16, 0.55], [0.44, 0.55], [0.44, 0.88], [0.16, 0.88]] as const;
const ofSquare = [[0.2, 0.42], [0.8, 0.42], [0.8, 0.72], [0.2, 0.72]] as const;
const ofRoad = [[0.64, 0.4], [0.8, 0.4], [0.8, 0.56], [0.64, 0.56]] as const;

export const taken: readonly Scenario[] = [
  {
    id: 'taken-lobby', place: 'corridor', seconds: 40, scene: sceneWith({ behavior: 'object-taken', zone: ofLobby }),
    actors: [
      { note: 'belongs in the lobby', kind: 'bag', start: 0, from: [0.3, 0.8], legs: [{ stand: 16 }] },
      { note: 'takes it along', start: 9, from: [0.52, 0.33], legs: [{ to: [0.4, 0.81] }, { stand: 4 }, { to: [0.62, 1.5] }] },
      { note: 'walks through', start: 20, from: [0.55, 0.33], legs: [{ to: [0.58, 1.5] }] },
    ],
  },
  {
    id: 'taken-road', place: 'square', seconds: 36, scene: sceneWith({ behavior: 'object-taken', zone: ofRoad }),
    actors: [
      { note: 'stands there all the time', kind: 'bag', start: 0, from: [0.72, 0.5], legs: [{ stand: 60 }] },
      { note: 'stands before it for a while', start: 6, from: [1.04, 0.56], legs: [{ to: [0.73, 0.53] }, { stand: 8 }, { to: [-0.04, 0.46] }] },
      { note: 'walks past', start: 12, from: [-0.04, 0.43], legs: [{ to: [1.04, 0.45] }] },
      { note: 'belongs on the lawn, which is not watched', kind: 'bag', start: 0, from: [0.3, 0.75], legs: [{ stand: 15 }] },
      { note: 'takes what stands on the lawn', start: 8, from: [-0.04, 0.8], legs: [{ to: [0.25, 0.76] }, { stand: 3 }, { to: [-0.04, 0.85] }] },
    ],
  },
  {
    id: 'taken-both', place: 'square', seconds: 42, scene: sceneWith({ behavior: 'object-taken', zone: ofSquare }),
    actors: [
      { note: 'stands on the left', kind: 'bag', start: 0, from: [0.3, 0.56], legs: [{ stand: 11.8 }] },
      { note: 'takes what stands on the left', start: 8, from: [-0.04, 0.52], legs: [{ to: [0.255, 0.555] }, { stand: 1.2 }, { to: [-0.06, 0.6] }] },
      { note: 'stands on the right', kind: 'bag', start: 0, from: [0.7, 0.52], legs: [{ stand: 20.6 }] },
      { note: 'takes what stands on the right', start: 16.8, from: [1.04, 0.54], legs: [{ to: [0.745, 0.515] }, { stand: 1.2 }, { to: [1.06, 0.46] }] },
      { note: 'stands there all the time', kind: 'bag', start: 0, from: [0.5, 0.62], legs: [{ stand: 60 }] },
      { note: 'stops beside it and goes on', start: 9, from: [0.2, 1.2], legs: [{ to: [0.44, 0.62] }, { stand: 3 }, { to: [0.6, 1.2] }] },
      { note: 'walks past', start: 24, from: [-0.04, 0.68], legs: [{ to: [1.04, 0.7] }] },
    ],
  },
];
