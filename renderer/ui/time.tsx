import type { JSX } from 'react';
import { useLanguage } from '../words/language.ts';
import { formatAgo, formatClock, formatDay, formatMoment, isSameDay } from './format.ts';
import { useNow } from './now.ts';

/** A moment: time of day with seconds when it is today, else with its day; the full form on hover. */
export function Moment({ at, className }: { at: number; className?: string }): JSX.Element {
  const language = useLanguage();
  const today = new Date();
  return (
    <time className={className} dateTime={new Date(at).toISOString()} title={`${formatDay(at, language)} ${formatClock(at, language)}`}>
      {isSameDay(at, today.getTime()) ? formatClock(at, language) : formatMoment(at, today.getTime(), language)}
    </time>
  );
}

/** How long ago, kept up to date. */
export function Ago({ at, className }: { at: number; className?: string }): JSX.Element {
  const language = useLanguage();
  const now = useNow();
  return (
    <time className={className} dateTime={new Date(at).toISOString()} title={formatMoment(at, now, language)}>
      {formatAgo(at, now, language)}
    </time>
  );
}
