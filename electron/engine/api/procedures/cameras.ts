import { actorOf } from '../../accounts/accounts.ts';
import type { Cameras } from '../../nodes/cameras.ts';
import { callerOf, type CallContext, type Procedures } from '../call-context.ts';

type Group = 'cameras.list' | 'cameras.add' | 'cameras.edit' | 'cameras.setScene' | 'cameras.remove' | 'cameras.restore' | 'cameras.test' | 'inputs.report';

export function cameraProcedures(cameras: Cameras): Pick<Procedures, Group> {
  const by = (context: CallContext) => actorOf(callerOf(context));
  return {
    'cameras.list': () => cameras.list(),
    'cameras.add': ({ draft }, context) => cameras.add(by(context), draft),
    'cameras.edit': ({ cameraId, draft }, context) => cameras.edit(by(context), cameraId, draft),
    'cameras.setScene': ({ cameraId, scene }, context) => cameras.setScene(by(context), cameraId, scene),
    'cameras.remove': async ({ cameraId }, context) => {
      await cameras.remove(by(context), cameraId);
      return {};
    },
    'cameras.restore': ({ cameraId }, context) => cameras.restore(by(context), cameraId),
    'inputs.report': async ({ cameraId, input, active, at }) => {
      await cameras.reportInput(cameraId, input, active, at);
      return {};
    },
    'cameras.test': async ({ draft, cameraId }) => ({ testId: await cameras.test(draft, cameraId) }),
  };
}
