import { create } from 'zustand';
import type { BehaviorCard } from '../../electron/contract/behavior.ts';
import { useLanguage } from '../words/language.ts';

/** All behaviours that the engine knows, with their texts. */
export const useBehaviors = create<{ cards: readonly BehaviorCard[] | undefined }>()(() => ({ cards: undefined }));

export function useBehavior(id: string): BehaviorCard | undefined {
  return useBehaviors(({ cards }) => cards?.find((card) => card.id === id));
}

/** Gives a behaviour's title in the present language; its id where the engine does not know it (any more). */
export function useBehaviorTitle(): (id: string) => string {
  const cards = useBehaviors(({ cards }) => cards);
  const language = useLanguage();
  return (id) => cards?.find((card) => card.id === id)?.title[language] ?? id;
}
