import { sceneWith, type Scenario } from '../../composed/scenario.ts';
import { hardShoulder } from './places.ts';

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
];
