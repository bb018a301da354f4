import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { timeOf } from './week.ts';

type NumberProps = { label: string; value: number; min: number; max: number; step?: number; decimals?: number; suffix?: string; onChange: (value: number) => void };

/** A number that takes effect while it is within its limits; what is typed otherwise stays until the field is left. */
export function DraftNumber({ label, value, min, max, step = 1, decimals = 0, suffix, onChange }: NumberProps): JSX.Element {
  const { t } = useTranslation('cameras');
  const [draft, setDraft] = useState<number | string | null>(null);
  const shown = draft ?? value;
  const error = typeof shown !== 'number' ? t('scene.field.missing') : shown < min ? t('scene.field.below', { limit: min }) : shown > max ? t('scene.field.above', { limit: max }) : false;
  return (
    <NumberInput
      label={label} value={shown} error={error} min={min} max={max} step={step} decimalScale={decimals} clampBehavior="none" {...(suffix === undefined ? {} : { suffix: ` ${suffix}` })}
      onChange={(next) => {
        setDraft(next);
        if (typeof next === 'number' && next >= min && next <= max) onChange(next);
      }}
      onBlur={() => setDraft(null)}
    />
  );
}

const units = { s: 1, min: 60, h: 3600 } as const;
type Unit = keyof typeof units;

function unitOf(seconds: number): Unit {
  if (seconds >= 7200 && seconds % 3600 === 0) return 'h';
  return seconds >= 120 && seconds % 60 === 0 ? 'min' : 's';
}

/** A length of time as a number and its unit; up to a day. */
export function DurationInput({ label, seconds, min, onChange }: { label: string; seconds: number; min: number; onChange: (seconds: number) => void }): JSX.Element {
  const { t } = useTranslation('cameras');
  const [unit, setUnit] = useState<Unit>(() => unitOf(seconds));
  const fitting: Unit = seconds % units[unit] === 0 ? unit : 's';
  return (
    <div className="rule-duration">
      <DraftNumber label={label} value={seconds / units[fitting]} min={min === 0 ? 0 : 1} max={86_400 / units[fitting]} onChange={(value) => onChange(value * units[fitting])} />
      <Select
        aria-label={`${label}: ${t('scene.unit.label')}`} value={fitting} allowDeselect={false} data={(Object.keys(units) as Unit[]).map((value) => ({ value, label: t(`scene.unit.${value}`) }))}
        onChange={(value) => {
          if (value !== 's' && value !== 'min' && value !== 'h') return;
          setUnit(value);
          onChange(Math.min(86_400, (seconds / units[fitting]) * units[value]));
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
