import { useState } from 'react';

/** What stands in a number field as a number; null for nothing, and for what is no number yet ("-"). */
function numberOf(typed: number | string): number | null {
  if (typed === '') return null;
  const number = Number(typed);
  return Number.isFinite(number) ? number : null;
}

type TypedNumber = { readonly value: number | string; readonly onChange: (typed: number | string) => void; readonly onBlur: () => void };

/**
 * Value and handlers of a number field that may be typed key by key: what is on its way to a number, such as "0.", stands
 * as it is typed until the field is left. `value` is what it shows then; `onNumber` hears of every change.
 */
export function useTypedNumber(value: number | '', onNumber: (number: number | null) => void, onLeave?: () => void): TypedNumber {
  const [draft, setDraft] = useState<number | string | null>(null);
  return {
    value: draft ?? value,
    onChange: (typed) => {
      setDraft(typed);
      onNumber(numberOf(typed));
    },
    onBlur: () => {
      setDraft(null);
      onLeave?.();
    },
  };
}
