import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { mostWindows, type ScheduleWindow, type Weekday, weekdays } from '../../../../electron/contract/rule-conditions.ts';
import { useLanguage } from '../../../words/language.ts';
import { TimeInput } from './draft-inputs.tsx';
import { dayName } from './sentence-words.ts';
import { minutesOf } from './week.ts';
import { WeekBar } from './week-bar.tsx';

const workdays = weekdays.slice(0, 5);
const weekend = weekdays.slice(5);
const every = [...weekdays];

const presets: Readonly<Record<'night' | 'work' | 'weekend', readonly ScheduleWindow[]>> = {
  night: [{ days: every, from: '22:00', to: '06:00' }],
  work: [{ days: workdays, from: '08:00', to: '18:00' }],
  weekend: [{ days: weekend, from: '00:00', to: '00:00' }],
};

/** Days with those clicked added or taken away; the last one stays. */
function toggled(days: readonly Weekday[], day: Weekday): Weekday[] {
  const next = weekdays.filter((one) => (one === day ? !days.includes(one) : days.includes(one)));
  return next.length === 0 ? [...days] : next;
}

type ScheduleProps = { windows: readonly ScheduleWindow[]; onChange: (windows: ScheduleWindow[]) => void };

/** The hours of a rule: painted on a week, or typed. */
export function ScheduleFields({ windows, onChange }: ScheduleProps): JSX.Element {
  const { t } = useTranslation('cameras');
  const language = useLanguage();
  const set = (index: number, changed: Partial<ScheduleWindow>): void => onChange(windows.map((window, at) => (at === index ? { ...window, ...changed } : window)));
  return (
    <>
      <div className="week-presets">
        {(['night', 'work', 'weekend'] as const).map((preset) => <Button key={preset} size="compact-xs" variant="default" onClick={() => onChange([...presets[preset]])}>{t(`scene.schedule.${preset}`)}</Button>)}
      </div>
      <WeekBar windows={windows} onChange={(next) => onChange([...next])} />
      <ul className="week-windows">
        {windows.map(({ days, from, to }, index) => (
          <li key={index} className="week-window" data-testid="week-window">
            <div className="week-window-days" role="group" aria-label={t('scene.schedule.days')}>
              {weekdays.map((day) => (
                <button key={day} type="button" aria-pressed={days.includes(day)} aria-label={dayName(day, language)} title={dayName(day, language)} onClick={() => set(index, { days: toggled(days, day) })}>
                  {dayName(day, language).replace('周', '').slice(0, 2)}
                </button>
              ))}
            </div>
            <div className="week-window-times">
              <TimeInput label={t('scene.schedule.from')} time={from} onChange={(time) => set(index, { from: time })} />
              <TimeInput label={minutesOf(to) <= minutesOf(from) && to !== '00:00' ? `${t('scene.schedule.to')} (${t('scene.schedule.nextDay')})` : t('scene.schedule.to')} time={to} onChange={(time) => set(index, { to: time })} />
              <Tooltip label={t('scene.schedule.remove')}><ActionIcon variant="subtle" size="lg" aria-label={t('scene.schedule.remove')} onClick={() => onChange(windows.filter((_, at) => at !== index))}><IconX size="1rem" /></ActionIcon></Tooltip>
            </div>
          </li>
        ))}
      </ul>
      <Button className="rule-start" size="compact-sm" variant="subtle" leftSection={<IconPlus size="0.875rem" />} disabled={windows.length >= mostWindows} onClick={() => onChange([...windows, { days: every, from: '12:00', to: '14:00' }])}>
        {t('scene.schedule.add')}
      </Button>
    </>
  );
}
