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
];

const ofLobby = [[0.16, 0.55], [0.44, 0.55], [0.44, 0.88], [0.16, 0.88]] as const;
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
];
