import { sceneWith, type Scenario } from '../../composed/scenario.ts';
import { hardShoulder, lanes } from './places.ts';

/** Cars that stop, and cars that only creep or pass. */
export const stopped: readonly Scenario[] = [
  {
    id: 'stopped-shoulder', place: 'motorway', seconds: 30, scene: sceneWith({ behavior: 'vehicle-stopped', zone: hardShoulder, settings: { seconds: 10 } }),
    actors: [
      { note: 'stops on the hard shoulder', kind: 'car', start: 0, from: [0.5, 1.2], legs: [{ to: [0.79, 0.65], speed: 3 }, { stand: 30 }] },
      { note: 'passes beside it', kind: 'car', start: 4, from: [0.45, 1.3], legs: [{ to: [0.63, 0.02], speed: 6 }] },
      { note: 'passes in a far lane', kind: 'car', start: 12, from: [0.15, 1.3], legs: [{ to: [0.56, 0.02], speed: 6 }] },
      { note: 'stands in a lane, which is not watched', kind: 'car', start: 14, from: [0.2, 1.3], legs: [{ to: [0.35, 0.7], speed: 4 }, { stand: 30 }] },
    ],
  },
  {
    id: 'stopped-briefly', place: 'motorway', seconds: 24, scene: sceneWith({ behavior: 'vehicle-stopped', zone: hardShoulder, settings: { seconds: 10 } }),
    actors: [
      { note: 'halts for five seconds', kind: 'car', start: 0, from: [0.5, 1.2], legs: [{ to: [0.79, 0.65], speed: 3 }, { stand: 5 }, { to: [0.74, 0.02], speed: 3 }] },
      { note: 'creeps along', kind: 'car', start: 12, from: [0.8, 1.2], legs: [{ to: [0.77, 0.4], speed: 0.6 }] },
    ],
  },
  {
    id: 'stopped-lanes', place: 'motorway', seconds: 34, scene: sceneWith({ behavior: 'vehicle-stopped', zone: lanes, settings: { seconds: 10 } }),
    actors: [
      { note: 'breaks down in the first lane', kind: 'car', start: 0, from: [0.42, 1.3], legs: [{ to: [0.6, 0.45], speed: 4 }, { stand: 40 }] },
      { note: 'breaks down in the far lane', kind: 'car', start: 6, from: [0.18, 1.3], legs: [{ to: [0.36, 0.7], speed: 4 }, { stand: 40 }] },
      { note: 'passes between them', kind: 'car', start: 13, from: [0.5, 1.3], legs: [{ to: [0.56, 0.85], speed: 4 }, { to: [0.5, 0.45], speed: 4 }, { to: [0.57, 0.02], speed: 4 }] },
      { note: 'stands on the hard shoulder, which is not watched', kind: 'car', start: 4, from: [0.85, 1.2], legs: [{ to: [0.79, 0.75], speed: 3 }, { stand: 40 }] },
    ],
  },
  {
    id: 'stopped-twice', place: 'motorway', seconds: 32, scene: sceneWith({ behavior: 'vehicle-stopped', zone: hardShoulder, settings: { seconds: 8 } }),
    actors: [
      { note: 'stops far away', kind: 'car', start: 0, from: [0.8, 1.2], legs: [{ to: [0.755, 0.4], speed: 4 }, { stand: 40 }] },
      { note: 'stops near the camera and drives on after a while', kind: 'car', start: 6, from: [0.6, 1.3], legs: [{ to: [0.79, 0.85], speed: 3 }, { stand: 13 }, { to: [0.6, 0.4], speed: 3 }, { to: [0.63, 0.02], speed: 5 }] },
      { note: 'passes in the middle lane', kind: 'car', start: 9, from: [0.3, 1.3], legs: [{ to: [0.56, 0.02], speed: 6 }] },
      { note: 'halts in a lane for seven seconds', kind: 'car', start: 3, from: [0.15, 1.3], legs: [{ to: [0.35, 0.6], speed: 4 }, { stand: 7 }, { to: [0.52, 0.02], speed: 5 }] },
    ],
  },
];

/** The hard shoulder taken for a footpath. */
export const onFootpath: readonly Scenario[] = [
  {
    id: 'footpath', place: 'motorway', seconds: 18, scene: sceneWith({ behavior: 'vehicle-on-footpath', zone: hardShoulder }),
    actors: [
      { note: 'drives along it', kind: 'car', start: 0, from: [0.8, 1.3], legs: [{ to: [0.74, 0.02], speed: 2.5 }] },
      { note: 'pulls over', kind: 'car', start: 6, from: [0.45, 1.2], legs: [{ to: [0.77, 0.55], speed: 3 }, { stand: 4 }, { to: [0.74, 0.02], speed: 3 }] },
      { note: 'passes beside it', kind: 'car', start: 3, from: [0.45, 1.3], legs: [{ to: [0.63, 0.02], speed: 5 }] },
      { note: 'passes in a far lane', kind: 'car', start: 10, from: [0.15, 1.3], legs: [{ to: [0.56, 0.02], speed: 6 }] },
    ],
  },
  {
    id: 'footpath-walkers', place: 'motorway', seconds: 26, scene: sceneWith({ behavior: 'vehicle-on-footpath', zone: hardShoulder }),
    actors: [
      { note: 'drives along it fast', kind: 'car', start: 0, from: [0.8, 1.3], legs: [{ to: [0.74, 0.02], speed: 4 }] },
      { note: 'swerves onto it', kind: 'car', start: 7, from: [0.45, 1.2], legs: [{ to: [0.63, 0.75], speed: 3 }, { to: [0.75, 0.45], speed: 3 }, { to: [0.74, 0.02], speed: 4 }] },
      { note: 'stops on it', kind: 'car', start: 15, from: [0.62, 1.2], legs: [{ to: [0.78, 0.75], speed: 3 }, { stand: 20 }] },
      { note: 'walks on it', start: 0, from: [0.76, 0.3], legs: [{ stand: 2 }, { to: [0.83, 0.5] }, { to: [0.95, 0.6] }, { stand: 30 }] },
      { note: 'passes in the first lane', kind: 'car', start: 3, from: [0.45, 1.3], legs: [{ to: [0.63, 0.02], speed: 5 }] },
    ],
  },
];
