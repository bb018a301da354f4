import { weekdays, type ScheduleWindow } from '../../../contract/rule-conditions.ts';

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/**
 * Whether a moment lies within one of the windows by the station's wall clock. The clock's own day and time are asked, so
 * that where summer time begins or ends a window is as much shorter or longer as that night is. `to` itself is outside.
 * @param at epoch milliseconds
 */
export function scheduleCovers(windows: readonly ScheduleWindow[], at: number): boolean {
  const clock = new Date(at);
  const minute = clock.getHours() * 60 + clock.getMinutes();
  const day = (clock.getDay() + 6) % 7;
  const today = weekdays[day];
  const yesterday = weekdays[(day + 6) % 7];
  return windows.some(({ days, from, to }) => {
    const [begin, end] = [minuteOf(from), minuteOf(to)];
    const includes = (name: (typeof weekdays)[number] | undefined): boolean => name !== undefined && days.includes(name);
    if (begin < end) return includes(today) && minute >= begin && minute < end;
    return (includes(today) && minute >= begin) || (includes(yesterday) && minute < end);
  });
}
