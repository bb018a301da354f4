import { describe, expect, it } from 'vitest';
import { formatAgo, formatBytes, formatClock, formatDuration, formatMoment, formatPosition } from '../../../../renderer/ui/format.ts';

const at = new Date(2026, 6, 3, 22, 4, 3).getTime();

describe('times', () => {
  it('are written on a 24-hour clock with seconds in both languages', () => {
    expect(formatClock(at, 'zh-CN')).toBe('22:04:03');
    expect(formatClock(at, 'en')).toBe('22:04:03');
  });

  it('at midnight begin with 00, not 24', () => {
    expect(formatClock(new Date(2026, 6, 3, 0, 0, 0).getTime(), 'zh-CN')).toBe('00:00:00');
  });

  it('of another year say the year', () => {
    expect(formatMoment(at, new Date(2026, 11, 1).getTime(), 'zh-CN')).toBe('7月3日 22:04:03');
    expect(formatMoment(at, new Date(2027, 0, 1).getTime(), 'zh-CN')).toBe('2026年7月3日 22:04:03');
  });

  it('in the past are told in the largest unit that fits', () => {
    expect(formatAgo(at, at + 3 * 60_000 + 5000, 'en')).toBe('3 minutes ago');
    expect(formatAgo(at, at + 49 * 3_600_000, 'zh-CN')).toBe('2 天前');
  });

  it('a little in the future, from a clock that differs, are now', () => {
    expect(formatAgo(at + 800, at, 'en')).toBe('now');
  });
});

describe('lengths of time', () => {
  it('under ten seconds have one decimal', () => {
    expect(formatDuration(1240, 'en')).toBe('1.2 s');
  });

  it('are told in two units, in the words of the language', () => {
    expect(formatDuration(2 * 3_600_000 + 5 * 60_000 + 9000, 'en')).toBe('2 h 5 min');
    expect(formatDuration(2 * 3_600_000 + 5 * 60_000 + 9000, 'zh-CN')).toBe('2 小时 5 分');
  });

  it('leave out a second unit that is zero', () => {
    expect(formatDuration(60_000, 'en')).toBe('1 min');
  });
});

describe('positions in a clip', () => {
  it('count minutes, seconds and tenths', () => {
    expect(formatPosition(0)).toBe('0:00.0');
    expect(formatPosition(7.45)).toBe('0:07.4');
    expect(formatPosition(723)).toBe('12:03.0');
  });

  it('do not lose a tenth to rounding errors', () => {
    expect(formatPosition(0.1 + 0.2)).toBe('0:00.3');
  });
});

describe('sizes of files', () => {
  it('are decimal like the ones on disks', () => {
    expect(formatBytes(2_000_000_000)).toBe('2 GB');
    expect(formatBytes(1_540_000_000_000)).toBe('1.5 TB');
    expect(formatBytes(512_300_000)).toBe('512 MB');
  });

  it('step up before they would be written with four digits', () => {
    expect(formatBytes(999_700)).toBe('1 MB');
    expect(formatBytes(999)).toBe('999 B');
  });
});
