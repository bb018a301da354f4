import { ActionIcon, Chip, NumberInput, Select, Switch, Tooltip, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconTrash } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { BehaviorCard } from '../../../electron/contract/behavior.ts';
import { type BehaviorRule, Severity } from '../../../electron/contract/scene.ts';
import { SeverityBadge, SeveritySign } from '../../ui/severity.tsx';
import { useLanguage } from '../../words/language.ts';
import { type FieldModel, formOf } from './behavior-form.ts';
import './rule-form.css';

type RuleFormProps = { rule: BehaviorRule; card: BehaviorCard | undefined; onChange: (rule: BehaviorRule) => void; onRemove: () => void };

/** So many fields are shown at first; the rest is a click away. */
const shownAtFirst = 2;

function Field({ model, onChange }: { model: FieldModel; onChange: (value: unknown) => void }): JSX.Element {
  const { t } = useTranslation('cameras');
  const language = useLanguage();
  const { field, problem } = model;
  const label = field.title[language];
  const description = field.explanation[language];
  const error = problem === null ? false : problem.kind === 'missing' ? t('scene.field.missing') : t(`scene.field.${problem.kind}`, { limit: problem.limit });
  const options = field.choices?.map(({ value, title }) => ({ value, label: title[language] })) ?? [];
  switch (model.control) {
    case 'number': {
      const unit = field.unit === 's' ? ` ${t('scene.unit.s')}` : field.unit === undefined || field.unit === '' ? '' : ` ${field.unit}`;
      return (
        <NumberInput
          label={label} description={description} value={model.value ?? ''} error={error} clampBehavior="none" step={field.step ?? 1} decimalScale={3} suffix={unit}
          {...(field.min === undefined ? {} : { min: field.min })} {...(field.max === undefined ? {} : { max: field.max })}
          onChange={(value) => onChange(typeof value === 'number' ? value : null)}
        />
      );
    }
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

/** One behaviour at its place: switched on or off, how severe, and its settings as a form made from its card. */
export function RuleForm({ rule, card, onChange, onRemove }: RuleFormProps): JSX.Element {
  const { t } = useTranslation(['cameras', 'common']);
  const language = useLanguage();
  const [opened, setOpened] = useState(false);
  const title = card?.title[language] ?? rule.behavior;
  const fields = card === undefined ? [] : formOf(card, rule.settings);
  const severity = rule.severity ?? card?.severity ?? 'blue';
  const hidden = fields.length - shownAtFirst;
  const all = opened || hidden <= 0 || fields.slice(shownAtFirst).some(({ problem }) => problem !== null);
  return (
    <section className="rule" aria-label={title} data-testid="rule" data-behavior={rule.behavior}>
      <header className="rule-head">
        <SeveritySign severity={severity} labelled />
        <h3 className="cut">{title}</h3>
        <Switch aria-label={`${title}: ${t('scene.enabled')}`} checked={rule.enabled} onChange={(event) => onChange({ ...rule, enabled: event.currentTarget.checked })} />
        <Tooltip label={t('scene.removeRule')}><ActionIcon variant="subtle" size="lg" aria-label={`${title}: ${t('scene.removeRule')}`} onClick={onRemove}><IconTrash size="1.125rem" /></ActionIcon></Tooltip>
      </header>
      {rule.enabled && (
        <div className="rule-fields">
          <p className="rule-help">{card?.explanation[language]}</p>
          <Select
            label={t('scene.severity')} value={severity} data={Severity.options.map((value) => ({ value, label: t(`common:severity.${value}`) }))} leftSection={<SeveritySign severity={severity} labelled />}
            renderOption={({ option }) => <SeverityBadge severity={Severity.parse(option.value)} />} onChange={(value) => onChange({ ...rule, severity: Severity.parse(value) })}
          />
          {(all ? fields : fields.slice(0, shownAtFirst)).map((model) => (
            <Field key={model.field.key} model={model} onChange={(value) => onChange({ ...rule, settings: { ...rule.settings, [model.field.key]: value } })} />
          ))}
          {hidden > 0 && !all && <UnstyledButton className="rule-more" onClick={() => setOpened(true)}><IconChevronDown size="1rem" />{t('scene.more')}</UnstyledButton>}
        </div>
      )}
    </section>
  );
}
