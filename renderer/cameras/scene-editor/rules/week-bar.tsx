import { useState, type JSX, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type ScheduleWindow, weekdays } from '../../../../electron/contract/rule-conditions.ts';
import { useLanguage } from '../../../words/language.ts';
import { dayName, spokenSchedule } from './sentence-words.ts';
import { cellsBetween, dayMinutes, isPainted, painted, spansOf } from './week.ts';

type Cell = { readonly day: number; readonly hour: number };
type Stroke = { readonly begin: Cell; readonly end: Cell; readonly paint: boolean };

const share = (minutes: number): string => `${(minutes / dayMinutes) * 100}%`;

/** The week as seven rows of 24 hours, painted and wiped with the mouse; the fields below it do the same for keyboards. */
export function WeekBar({ windows, onChange }: { windows: readonly ScheduleWindow[]; onChange: (windows: readonly ScheduleWindow[]) => void }): JSX.Element {
  const { t } = useTranslation('cameras');
  const language = useLanguage();
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const shown = stroke === null ? windows : painted(windows, cellsBetween(stroke.begin, stroke.end), stroke.paint);
  const spans = spansOf(shown);

  const cellAt = (event: PointerEvent<HTMLDivElement>): Cell => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (share: number, count: number): number => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
    return { day: within((event.clientY - box.top) / box.height, 7), hour: within((event.clientX - box.left) / box.width, 24) };
  };
  return (
    <div className="week" role="img" aria-label={t('scene.schedule.picture', { times: spokenSchedule(windows, language) })} data-testid="week">
      <div className="week-days" aria-hidden>{weekdays.map((day) => <span key={day}>{dayName(day, language)}</span>)}</div>
      <div
        className="week-hours"
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          const cell = cellAt(event);
          setStroke({ begin: cell, end: cell, paint: !isPainted(windows, cell.day, cell.hour) });
        }}
        onPointerMove={(event) => {
          if (stroke !== null) setStroke({ ...stroke, end: cellAt(event) });
        }}
        onPointerUp={() => {
          if (stroke !== null) onChange(shown);
          setStroke(null);
        }}
        onPointerCancel={() => setStroke(null)}
      >
        {weekdays.map((day, index) => (
          <div key={day} className="week-day">
            {spans
              .map(({ from, to }) => ({ from: Math.max(from, index * dayMinutes), to: Math.min(to, (index + 1) * dayMinutes) }))
              .filter(({ from, to }) => from < to)
              .map(({ from, to }) => <i key={from} style={{ left: share(from - index * dayMinutes), width: share(to - from) }} />)}
          </div>
        ))}
      </div>
      <div className="week-scale figures" aria-hidden>{[0, 6, 12, 18, 24].map((hour) => <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>{hour}</span>)}</div>
    </div>
  );
}
