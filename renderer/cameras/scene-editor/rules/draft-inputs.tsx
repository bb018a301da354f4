import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useTypedNumber } from '../../../ui/typed-number.ts';
import { secondsIn, timeUnitOf, type TimeUnit } from './sentence-words.ts';
import { timeOf } from './week.ts';

type NumberProps = { label: string; value: number; min: number; max: number; step?: number; decimals?: number; suffix?: string; onChange: (value: number) => void };

/** A number that takes effect while it is within its limits; what is typed otherwise stays until the field is left. */
export function DraftNumber({ label, value, min, max, step = 1, decimals = 0, suffix, onChange }: NumberProps): JSX.Element {
  const { t } = useTranslation('cameras');
  const typed = useTypedNumber(value, (next) => {
    if (next !== null && next >= min && next <= max) onChange(next);
  });
  const shown = typed.value;
  const error = typeof shown !== 'number' ? t('scene.field.missing') : shown < min ? t('scene.field.below', { limit: min }) : shown > max ? t('scene.field.above', { limit: max }) : false;
  return (
    <NumberInput
      {...typed} label={label} error={error} min={min} max={max} step={step} decimalScale={decimals} clampBehavior="none" {...(suffix === undefined ? {} : { suffix: ` ${suffix}` })}
    />
  );
}

/** A length of time as a number and its unit; up to a day. */
export function DurationInput({ label, seconds, min, onChange }: { label: string; seconds: number; min: number; onChange: (seconds: number) => void }): JSX.Element {
  const { t } = useTranslation('cameras');
  const [unit, setUnit] = useState<TimeUnit>(() => timeUnitOf(seconds));
  const fitting: TimeUnit = seconds % secondsIn[unit] === 0 ? unit : 's';
  return (
    <div className="rule-duration">
      <DraftNumber label={label} value={seconds / secondsIn[fitting]} min={min === 0 ? 0 : 1} max={86_400 / secondsIn[fitting]} onChange={(value) => onChange(value * secondsIn[fitting])} />
      <Select
        aria-label={`${label}: ${t('scene.unit.label')}`} value={fitting} allowDeselect={false} data={(Object.keys(secondsIn) as TimeUnit[]).map((value) => ({ value, label: t(`scene.unit.${value}`) }))}
        onChange={(value) => {
          if (value !== 's' && value !== 'min' && value !== 'h') return;
          setUnit(value);
          onChange(Math.min(86_400, (seconds / secondsIn[fitting]) * secondsIn[value]));
        }}
      />
    </div>
  );
}

/** A time of day on a 24-hour clock whatever the browser's habits; `6`, `630`, `6:30` and `06：30` are understood. */
export function TimeInput({ label, time, onChange }: { label: string; time: string; onChange: (time: string) => void }): JSX.Element {
  const { t } = useTranslation('cameras');
  const [draft, setDraft] = useState<string | null>(null);
  const parsed = draft === null ? time : parseTime(draft);
  return (
    <TextInput
      className="rule-time" label={label} value={draft ?? time} error={parsed === null ? t('scene.schedule.time') : false} inputMode="numeric" maxLength={5} autoComplete="off"
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        const typed = /^\d\d:\d\d$/.test(event.currentTarget.value) ? parseTime(event.currentTarget.value) : null;
        if (typed !== null) onChange(typed);
      }}
      onBlur={() => {
        if (parsed !== null && parsed !== time) onChange(parsed);
        setDraft(null);
      }}
    />
  );
}

function parseTime(text: string): string | null {
  const found = /^(\d{1,2})(?:[:：.]?(\d{2}))?$/.exec(text.trim());
  if (found === null) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)];
  return hours > 24 || minutes > 59 || (hours === 24 && minutes > 0) ? null : timeOf(hours * 60 + minutes);
}
