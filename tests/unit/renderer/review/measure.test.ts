import { describe, expect, it } from 'vitest';
import { barPositions, formatMeasure, formatReason, isPlainFact } from '../../../../renderer/review/measure.ts';

describe('a reason', () => {
  it('is written with its unit', () => {
    expect(formatMeasure(12.44, 's', 'en')).toBe('12.4 s');
    expect(formatMeasure(12.44, 's', 'zh-CN')).toBe('12.4 秒');
    expect(formatMeasure(95, 's', 'zh-CN')).toBe('1 分 35 秒');
    expect(formatMeasure(0.914, 'ratio', 'en')).toBe('91%');
    expect(formatMeasure(0.043, 'relative', 'en')).toBe('4.3%');
    expect(formatMeasure(3, 'count', 'en')).toBe('3');
    expect(formatMeasure(219.6, 'px/s', 'en')).toBe('220 px/s');
  });

  it('on the ground says how far it may be off, where that is known', () => {
    const speed = { measure: 'speed', value: 4.83, threshold: 3.5, unit: 'm/s' as const };
    expect(formatReason({ ...speed, uncertainty: 0.42 }, 'en')).toBe('4.8 ± 0.4 m/s');
    expect(formatReason({ ...speed, uncertainty: 0.42 }, 'zh-CN')).toBe('4.8 ± 0.4 米/秒');
    expect(formatReason(speed, 'zh-CN')).toBe('4.8 米/秒');
    expect(formatReason({ measure: 'density', value: 2.31, threshold: 2, unit: '1/m²' }, 'zh-CN')).toBe('2.31 人/平方米');
    expect(formatReason({ measure: 'angle', value: 78.4, threshold: 60, unit: '°' }, 'en')).toBe('78°');
  });

  it('above its threshold reaches past the mark on the bar, and the bar holds both', () => {
    const bar = barPositions({ measure: 'inside', value: 47, threshold: 30, unit: 's' });
    expect(bar.value).toBeGreaterThan(bar.threshold);
    expect(bar.value).toBeLessThan(1);
  });

  it('that is a share has its bar end at the whole', () => {
    expect(barPositions({ measure: 'confidence', value: 0.5, threshold: 0.25, unit: 'ratio' })).toEqual({ value: 0.5, threshold: 0.25 });
  });

  it('without any size stays at the beginning of its bar', () => {
    expect(barPositions({ measure: 'x', value: 0, threshold: 0, unit: 's' })).toEqual({ value: 0, threshold: 0 });
  });

  it('that either is or is not has no bar', () => {
    expect(isPlainFact({ measure: 'forward', value: 1, threshold: 1, unit: 'count' })).toBe(true);
    expect(isPlainFact({ measure: 'people', value: 4, threshold: 3, unit: 'count' })).toBe(false);
  });
});
