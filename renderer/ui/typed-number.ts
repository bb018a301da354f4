/** What stands in a number field as a number; null for nothing, and for what is no number yet ("-"). */
export function numberOf(typed: number | string): number | null {
  if (typed === '') return null;
  const number = Number(typed);
  return Number.isFinite(number) ? number : null;
}
