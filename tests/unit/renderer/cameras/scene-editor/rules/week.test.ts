import { describe, expect, it } from 'vitest';
import { type ScheduleWindow, weekdays } from '../../../../../../electron/contract/rule-conditions.ts';
import { isPainted, painted, spansOf, windowsOf } from '../../../../../../renderer/cameras/scene-editor/rules/week.ts';

const all = [...weekdays];
const night: ScheduleWindow = { days: all, from: '22:00', to: '06:00' };
const always: ScheduleWindow = { days: all, from: '00:00', to: '00:00' };
const cells = (fromDay: number, toDay: number, fromHour: number, toHour: number) => ({ fromDay, toDay, fromHour, toHour });
const round = (windows: ScheduleWindow[]) => windowsOf(spansOf(windows));

describe('a painted week', () => {
  it('says a night on every day as one window over midnight, Sunday’s too', () => {
    expect(round([night])).toEqual([night]);
    expect(round([{ days: ['sunday'], from: '22:00', to: '06:00' }])).toEqual([{ days: ['sunday'], from: '22:00', to: '06:00' }]);
  });
  it('says what lasts longer than a day by whole days', () => {
    expect(round([{ days: ['friday'], from: '18:00', to: '00:00' }, { days: ['saturday', 'sunday'], from: '00:00', to: '00:00' }, { days: ['monday'], from: '00:00', to: '08:00' }])).toEqual([
      { days: ['monday'], from: '00:00', to: '08:00' },
      { days: ['friday'], from: '18:00', to: '00:00' },
      { days: ['saturday', 'sunday'], from: '00:00', to: '00:00' },
    ]);
    expect(round([always])).toEqual([always]);
  });
  it('joins what touches and puts days with the same hours together', () => {
    expect(round([{ days: ['monday'], from: '08:00', to: '12:00' }, { days: ['monday'], from: '12:00', to: '18:00' }, { days: ['friday'], from: '08:00', to: '18:00' }])).toEqual([{ days: ['monday', 'friday'], from: '08:00', to: '18:00' }]);
  });
  it('covers the same minutes after any number of readings', () => {
    for (const windows of [[night], [always], [{ days: all.slice(0, 3), from: '13:15', to: '13:10' }], [{ days: all, from: '23:59', to: '00:01' }, { days: all.slice(5), from: '06:30', to: '07:45' }]] as ScheduleWindow[][])
      expect(spansOf(round(windows))).toEqual(spansOf(windows));
  });
  it('is painted and wiped cell by cell, minutes between whole hours staying as they were', () => {
    expect(painted([], cells(0, 4, 8, 17), true)).toEqual([{ days: all.slice(0, 5), from: '08:00', to: '18:00' }]);
    expect(painted([{ days: ['monday'], from: '08:15', to: '18:00' }], cells(0, 0, 12, 12), false)).toEqual([{ days: ['monday'], from: '08:15', to: '12:00' }, { days: ['monday'], from: '13:00', to: '18:00' }]);
    expect(painted([always], cells(0, 6, 0, 23), false)).toEqual([]);
    expect(isPainted([night], 0, 23)).toBe(true);
    expect(isPainted([night], 0, 12)).toBe(false);
  });
});
