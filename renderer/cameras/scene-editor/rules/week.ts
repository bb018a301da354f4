import { mostWindows, type ScheduleWindow, type Weekday, weekdays } from '../../../../electron/contract/rule-conditions.ts';

export const dayMinutes = 1440;
const weekMinutes = 7 * dayMinutes;

/** A span of the week in minutes since Monday 00:00, `to` outside; spans of a week lie in order and do not touch. */
export type WeekSpan = { readonly from: number; readonly to: number };

export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

export function timeOf(minutes: number): string {
  const inDay = ((minutes % dayMinutes) + dayMinutes) % dayMinutes;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}

/** How long a window lasts; one that ends when it begins is a whole day. */
function lengthOf({ from, to }: ScheduleWindow): number {
  const length = minutesOf(to) - minutesOf(from);
  return length > 0 ? length : length + dayMinutes;
}

function joined(spans: readonly WeekSpan[]): WeekSpan[] {
  const result: WeekSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && span.from <= last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else if (span.to > span.from) result.push(span);
  }
  return result;
}

/** The part of spans inside the week; what goes beyond Sunday's end comes in on Monday. */
function wrapped(spans: readonly WeekSpan[]): WeekSpan[] {
  return joined(spans.flatMap(({ from, to }) => (to <= weekMinutes ? [{ from, to }] : [{ from, to: weekMinutes }, { from: 0, to: to - weekMinutes }])));
}

export function spansOf(windows: readonly ScheduleWindow[]): WeekSpan[] {
  return wrapped(
    windows.flatMap((window) =>
      window.days.map((day) => {
        const from = weekdays.indexOf(day) * dayMinutes + minutesOf(window.from);
        return { from, to: from + lengthOf(window) };
      }),
    ),
  );
}

/** Cuts what is longer than a day into what a window can say: to midnight, whole days, and the rest. */
function withinADay({ from, to }: WeekSpan): WeekSpan[] {
  if (to - from <= dayMinutes && (from % dayMinutes === 0 || to - from < dayMinutes)) return [{ from, to }];
  const midnight = (Math.floor(from / dayMinutes) + 1) * dayMinutes;
  return [{ from, to: Math.min(midnight, to) }, ...(midnight < to ? withinADay({ from: midnight, to }) : [])];
}

/** The fewest windows for a painted week: days with the same hours share one, and a night is one window over midnight. */
export function windowsOf(spans: readonly WeekSpan[]): ScheduleWindow[] {
  const joinedSpans = joined(spans);
  const [first] = joinedSpans;
  const last = joinedSpans.at(-1);
  // A night from Sunday to Monday is one, too.
  const isRound = first !== undefined && last !== undefined && first !== last && first.from === 0 && last.to === weekMinutes && first.to + weekMinutes - last.from < dayMinutes;
  const round = isRound ? [...joinedSpans.slice(1, -1), { from: last.from, to: weekMinutes + first.to }] : joinedSpans;
  const byHours = new Map<string, { from: string; to: string; days: Set<Weekday> }>();
  for (const { from, to } of round.flatMap(withinADay)) {
    const hours = { from: timeOf(from), to: timeOf(to) };
    const key = `${hours.from} ${hours.to}`;
    const window = byHours.get(key) ?? { ...hours, days: new Set<Weekday>() };
    const day = weekdays[Math.floor(from / dayMinutes) % 7];
    if (day !== undefined) window.days.add(day);
    byHours.set(key, window);
  }
  return [...byHours.values()].map(({ from, to, days }) => ({ days: weekdays.filter((day) => days.has(day)), from, to }));
}

/** Rows and hours between two cells of the drawn week, both inside. */
export type PaintedCells = { readonly fromDay: number; readonly toDay: number; readonly fromHour: number; readonly toHour: number };

export function cellsBetween(a: { readonly day: number; readonly hour: number }, b: { readonly day: number; readonly hour: number }): PaintedCells {
  return { fromDay: Math.min(a.day, b.day), toDay: Math.max(a.day, b.day), fromHour: Math.min(a.hour, b.hour), toHour: Math.max(a.hour, b.hour) };
}

function without(spans: readonly WeekSpan[], cut: WeekSpan): WeekSpan[] {
  return spans.flatMap(({ from, to }) => [{ from, to: Math.min(to, cut.from) }, { from: Math.max(from, cut.to), to }]).filter(({ from, to }) => from < to);
}

/** The week with cells painted or wiped; as it was where that would take more windows than a rule may have. */
export function painted(windows: readonly ScheduleWindow[], cells: PaintedCells, paint: boolean): readonly ScheduleWindow[] {
  let spans: WeekSpan[] = spansOf(windows);
  for (let day = cells.fromDay; day <= cells.toDay; day++) {
    const span = { from: day * dayMinutes + cells.fromHour * 60, to: day * dayMinutes + (cells.toHour + 1) * 60 };
    spans = paint ? joined([...spans, span]) : without(spans, span);
  }
  const next = windowsOf(spans);
  return next.length > mostWindows ? windows : next;
}

/** True when the whole hour of a day lies inside. */
export function isPainted(windows: readonly ScheduleWindow[], day: number, hour: number): boolean {
  const from = day * dayMinutes + hour * 60;
  return spansOf(windows).some((span) => span.from <= from && span.to >= from + 60);
}
