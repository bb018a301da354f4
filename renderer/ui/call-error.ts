import i18next, { type TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../electron/contract/words.ts';
import { CallError } from '../channel/channel.ts';
import { currentLanguage, useLanguage } from '../words/language.ts';
import { formatDuration } from './format.ts';

/** The same for a decision that was to be taken back: it says that nothing was. */
export function useUndoErrorText(): (error: unknown) => string {
  const { t } = useTranslation('common');
  const text = useCallErrorText();
  return useCallback((error) => (error instanceof CallError && error.kind === 'conflict' ? t('error.undo-conflict') : text(error)), [t, text]);
}

/** Gives the sentence for people that belongs to whatever a call threw. */
export function useCallErrorText(): (error: unknown) => string {
  const { t } = useTranslation('common');
  const language = useLanguage();
  return useCallback((error) => sentence(error, t, language), [t, language]);
}

/** The same outside of components, in the language of the moment. */
export function callErrorText(error: unknown): string {
  return sentence(error, i18next.getFixedT(null, 'common'), currentLanguage());
}

function sentence(error: unknown, t: TFunction, language: Language): string {
  if (!(error instanceof CallError)) return t('error.internal');
  if (error.kind === 'too-many-tries')
    return t('error.too-many-tries', { wait: formatDuration(Math.max(1000, Math.ceil((error.retryAfterMs ?? 0) / 1000) * 1000), language) });
  return t(`error.${error.kind}`);
}
