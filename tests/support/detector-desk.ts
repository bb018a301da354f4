import { join } from 'node:path';
import { makeDetectorDesk, type DetectorDesk } from '../../electron/engine/models/detector-desk.ts';
import type { House } from '../../electron/engine/parts.ts';
import { launchWithNode } from '../../electron/engine/process/launch-node.ts';
import { runTrial, type TrialBounds } from '../../electron/engine/vision/detectors/trial/trial.ts';
import { readModel } from '../../electron/engine/vision/model-card.ts';

/** The detectors of a house, tried out in real processes; cameras give the picture that is said. */
export function detectorDesk({ cameras, detectors }: Pick<House, 'cameras' | 'detectors'>, snapshot: () => Promise<Uint8Array | null> = () => Promise.resolve(null), bounds?: TrialBounds): DetectorDesk {
  const builtIn = readModel(join(import.meta.dirname, '..', '..', 'models'), 'nanodet');
  builtIn.catch(() => undefined);
  return makeDetectorDesk({ cameras, detectors, builtIn, provider: () => 'cpu', threads: 1, snapshot, trial: (request) => runTrial(launchWithNode, request, bounds) });
}
