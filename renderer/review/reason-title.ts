import type { EventDetail, Reason } from '../../electron/contract/event.ts';
import { useBehavior, useBehaviorTitle } from '../stores/behaviors.ts';
import { useLanguage } from '../words/language.ts';

/** Gives what a reason of an event measured, in words; its key where the engine does not know it (any more). */
export function useReasonTitle({ behavior }: Pick<EventDetail, 'behavior'>): (reason: Reason) => string {
  const card = useBehavior(behavior);
  const titleOf = useBehaviorTitle();
  const language = useLanguage();
  return ({ measure, about }) => {
    const words = card?.measures[measure]?.[language] ?? measure;
    if (about === undefined) return words;
    const what = 'input' in about ? about.input : [titleOf(about.behavior), about.place].filter((part) => part !== null).join(' · ');
    return words.replace('{about}', what);
  };
}
