import type { Reason } from '../../electron/contract/event.ts';
import type { Language } from '../../electron/contract/words.ts';
import { formatDuration } from '../ui/format.ts';
import { unitWords } from '../ui/unit-words.ts';

/** Digits that show at least the first figure of how far a value may be off. */
function digitsFor(uncertainty: number): number {
  return uncertainty > 0 ? Math.min(3, Math.max(1, Math.ceil(-Math.log10(uncertainty)))) : 1;
}

/** What was measured, with how far it may be off where that is known: 4.8 ± 0.4 m/s. */
export function formatReason({ value, unit, uncertainty }: Reason, language: Language): string {
  const words = unitWords[unit];
  if (uncertainty === undefined || words === undefined) return formatMeasure(value, unit, language);
  const maximumFractionDigits = digitsFor(uncertainty);
  const rounded = (number: number): string => new Intl.NumberFormat(language, { maximumFractionDigits }).format(number);
  return `${rounded(value)} ± ${rounded(uncertainty)} ${words[language]}`;
}

/** A measured value with its unit: 12.4 s, 91%, 3. */
export function formatMeasure(value: number, unit: Reason['unit'], language: Language): string {
  const rounded = (digits: number): string => new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  switch (unit) {
    case 's':
      return value >= 60 ? formatDuration(value * 1000, language) : `${rounded(1)}${language === 'en' ? ' s' : ' 秒'}`;
    case 'ratio':
    case 'relative':
      return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: value < 0.1 ? 1 : 0 }).format(value);
    case 'count':
      return rounded(0);
    case 'm':
    case 'm/s':
    case '1/m²':
      return `${rounded(unit === '1/m²' ? 2 : 1)} ${unitWords[unit]?.[language] ?? unit}`;
    case '°':
      return `${rounded(0)}°`;
    case 'px/s':
      return `${rounded(0)} px/s`;
    case '':
      return rounded(2);
  }
}

/** A fact that is there or not (crossed forward: once) has no scale worth drawing. */
export function isPlainFact({ value, threshold, unit }: Reason): boolean {
  return (unit === 'count' || unit === '') && value === 1 && threshold === 1;
}

/** Where value and threshold stand on a bar, 0..1. Shares have their natural end at 1, everything else a little air. */
export function barPositions({ value, threshold, unit }: Reason): { value: number; threshold: number } {
  const end = unit === 'ratio' && Math.max(value, threshold) <= 1 ? 1 : Math.max(value, threshold) * 1.2;
  if (end <= 0) return { value: 0, threshold: 0 };
  return { value: Math.max(0, value) / end, threshold: Math.max(0, threshold) / end };
}
