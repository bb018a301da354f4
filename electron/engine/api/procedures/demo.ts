import type { CallOutput } from '../../../contract/calls.ts';
import type { Actor } from '../../accounts/audit.ts';
import { actorOf } from '../../accounts/accounts.ts';
import { callerOf, type Procedures } from '../call-context.ts';

/** The demonstration as windows switch it on and off. */
export type DemoControl = {
  get(): CallOutput<'demo.get'>;
  start(actor: Actor): Promise<CallOutput<'demo.start'>>;
  stop(actor: Actor): Promise<void>;
};

export function demoProcedures(demo: DemoControl): Pick<Procedures, 'demo.get' | 'demo.start' | 'demo.stop'> {
  return {
    'demo.get': () => demo.get(),
    'demo.start': (_input, context) => demo.start(actorOf(callerOf(context))),
    'demo.stop': async (_input, context) => {
      await demo.stop(actorOf(callerOf(context)));
      return {};
    },
  };
}
