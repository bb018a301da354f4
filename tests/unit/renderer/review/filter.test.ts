import { describe, expect, it } from 'vitest';
import { isNarrowed, panelConditions, presetFrom, toggleSeverity, withPart } from '../../../../renderer/review/filter.ts';

describe('the filter of the queue', () => {
  it('loses a condition that is emptied', () => {
    expect(withPart({ cameras: ['a'], states: ['open'] }, 'cameras', [])).toEqual({ states: ['open'] });
    expect(withPart({ from: 5 }, 'from', null)).toEqual({});
  });

  it('holds the severities that were switched on', () => {
    expect(toggleSeverity(toggleSeverity({}, 'red'), 'blue')).toEqual({ severities: ['red', 'blue'] });
    expect(toggleSeverity({ severities: ['red'] }, 'red')).toEqual({});
  });

  it('with all three severities is one without', () => {
    expect(toggleSeverity({ severities: ['red', 'yellow'] }, 'blue')).toEqual({});
  });

  it('by state alone does not count as narrowed', () => {
    expect(isNarrowed({ states: ['confirmed'] })).toBe(false);
    expect(isNarrowed({ states: ['confirmed'], to: 7 })).toBe(true);
  });

  it('counts a span of time as one condition', () => {
    expect(panelConditions({ from: 1, to: 2, cameras: ['a'] })).toBe(2);
  });

  it('for today begins at midnight', () => {
    expect(new Date(presetFrom('today', new Date(2026, 3, 5, 14, 30).getTime()))).toEqual(new Date(2026, 3, 5));
  });
});
