import { Chip, NumberInput, Select, Switch } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useTypedNumber } from '../../../ui/typed-number.ts';
import { unitWords } from '../../../ui/unit-words.ts';
import { useLanguage } from '../../../words/language.ts';
import type { FieldModel } from '../behavior-form.ts';

/** One setting of a behaviour as its card describes it. */
export function SettingField({ model, onChange }: { model: FieldModel; onChange: (value: unknown) => void }): JSX.Element {
  const { t } = useTranslation('cameras');
  const language = useLanguage();
  const { field, problem } = model;
  const label = field.title[language];
  const description = field.explanation[language];
  const error = problem === null ? false : problem.kind === 'missing' ? t('scene.field.missing') : t(`scene.field.${problem.kind}`, { limit: problem.limit });
  const options = field.choices?.map(({ value, title }) => ({ value, label: title[language] })) ?? [];
  switch (model.control) {
    case 'number':
      return <NumberField model={model} label={label} description={description} error={error} onChange={onChange} />;
    case 'switch':
      return <Switch label={label} description={description} checked={model.value} onChange={(event) => onChange(event.currentTarget.checked)} />;
    case 'choice':
      return <Select label={label} description={description} error={error} data={options} value={model.value} onChange={(value) => onChange(value)} />;
    case 'choices':
      return (
        <fieldset className="rule-choices">
          <legend>{label}</legend>
          <p className="rule-help">{description}</p>
          <Chip.Group multiple value={[...model.value]} onChange={(value) => onChange(value)}>
            <div className="rule-chips">{options.map(({ value, label: text }) => <Chip key={value} value={value} size="sm">{text}</Chip>)}</div>
          </Chip.Group>
          {error !== false && <p className="rule-error" role="alert">{error}</p>}
        </fieldset>
      );
  }
}

type NumberFieldProps = { model: Extract<FieldModel, { control: 'number' }>; label: string; description: string; error: string | false; onChange: (value: number | null) => void };

/** A number, with its unit behind it. */
function NumberField({ model, label, description, error, onChange }: NumberFieldProps): JSX.Element {
  const { t } = useTranslation('cameras');
  const language = useLanguage();
  const { field, value } = model;
  const typed = useTypedNumber(value ?? '', onChange);
  const unit = field.unit === undefined || field.unit === '' ? '' : ` ${field.unit === 's' ? t('scene.unit.s') : (unitWords[field.unit]?.[language] ?? field.unit)}`;
  return (
    <NumberInput
      {...typed} label={label} description={description} error={error} clampBehavior="none" step={field.step ?? 1} decimalScale={3} suffix={unit}
      {...(field.min === undefined ? {} : { min: field.min })} {...(field.max === undefined ? {} : { max: field.max })}
    />
  );
}
