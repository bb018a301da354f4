import { actorOf } from '../../accounts/accounts.ts';
import type { DetectorDesk } from '../../models/detector-desk.ts';
import type { ImportedDetectors } from '../../models/imported-detectors.ts';
import { callerOf, type CallContext, type Procedures } from '../call-context.ts';

type Group = 'detectors.list' | 'detectors.check' | 'detectors.rename' | 'detectors.setClasses' | 'detectors.remove' | 'detectors.restore' | 'detectors.use';

export function detectorProcedures(desk: DetectorDesk, detectors: ImportedDetectors): Pick<Procedures, Group> {
  const by = (context: CallContext) => actorOf(callerOf(context));
  return {
    'detectors.list': () => desk.list(),
    'detectors.check': ({ detectorId, picture }) => desk.check(detectorId, picture),
    'detectors.rename': ({ detectorId, name }, context) => detectors.rename(by(context), detectorId, name),
    'detectors.setClasses': ({ detectorId, classes }, context) => desk.setClasses(by(context), detectorId, classes),
    'detectors.remove': async ({ detectorId }, context) => {
      await detectors.remove(by(context), detectorId);
      return {};
    },
    'detectors.restore': ({ detectorId }, context) => detectors.restore(by(context), detectorId),
    'detectors.use': async ({ detectorId, cameraIds }, context) => {
      await desk.use(by(context), detectorId, cameraIds);
      return {};
    },
  };
}
