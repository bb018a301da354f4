import { actorOf } from '../../accounts/accounts.ts';
import type { Quality } from '../../quality/quality.ts';
import { callerOf, type Procedures } from '../call-context.ts';

type Group = 'quality.review' | 'quality.curves' | 'quality.refit';

export function qualityProcedures(quality: Quality): Pick<Procedures, Group> {
  return {
    'quality.review': ({ weeks }) => quality.review(weeks),
    'quality.curves': () => quality.curves(),
    'quality.refit': ({ refit }, context) => quality.refit(actorOf(callerOf(context)), refit),
  };
}
