import type { Events } from '../../events/events.ts';
import { reviewerOf, type Procedures } from '../call-context.ts';

type Group = 'events.list' | 'events.count' | 'events.get' | 'events.decide' | 'events.undo';

export function eventProcedures(events: Events): Pick<Procedures, Group> {
  return {
    'events.list': ({ filter, cursor, before, offset, limit }) => {
      if (offset !== undefined) return events.listAt(filter, offset, limit);
      return before === undefined ? events.list(filter, cursor, limit) : events.listAbove(filter, before, limit);
    },
    'events.count': ({ filter }) => events.count(filter),
    'events.get': ({ eventId }) => events.get(eventId),
    'events.decide': ({ eventId, ...decision }, context) => events.decide(reviewerOf(context), eventId, decision),
    'events.undo': ({ eventId, decisionId }, context) => events.undo(reviewerOf(context), eventId, decisionId),
  };
}
