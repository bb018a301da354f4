import { Chip, Select, Switch, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { classWords } from '../../../../electron/contract/class-words.ts';
import { ObjectClass } from '../../../../electron/contract/object-class.ts';
import type { ObjectSize, RuleConditions } from '../../../../electron/contract/rule-conditions.ts';
import type { BehaviorRule } from '../../../../electron/contract/scene.ts';
import { type ConditionKey, requirable, withConditions } from './change-rule.ts';
import { DraftNumber, DurationInput } from './draft-inputs.tsx';
import { ScheduleFields } from './schedule-fields.tsx';
import { ruleName, type SentenceContext } from './sentence.ts';

export type ConditionProps = {
  rule: BehaviorRule;
  context: SentenceContext;
  /** What is wrong with this condition, in words. */
  problem: string | null;
  /** `part` names what was changed: further changes of it are undone together. */
  onChange: (rule: BehaviorRule, part: string) => void;
};

const percent = (share: number): number => Math.round(share * 1000) / 10;

function SizeFields({ size, onChange }: { size: ObjectSize; onChange: (size: ObjectSize) => void }): JSX.Element {
  const { t } = useTranslation('cameras');
  const { minHeight = 0, maxHeight = 1 } = size;
  const set = (min: number, max: number): void => onChange({ ...(min > 0 || max >= 1 ? { minHeight: min } : {}), ...(max < 1 ? { maxHeight: max } : {}) });
  return (
    <div className="rule-pair">
      <DraftNumber label={t('scene.conditions.minHeight')} value={percent(minHeight)} min={0} max={100} decimals={1} suffix={t('scene.conditions.ofPicture')} onChange={(value) => set(value / 100, maxHeight)} />
      <DraftNumber label={t('scene.conditions.maxHeight')} value={percent(maxHeight)} min={0} max={100} decimals={1} suffix={t('scene.conditions.ofPicture')} onChange={(value) => set(minHeight, value / 100)} />
    </div>
  );
}

function RequiresFields({ rule, context, requires, set }: { rule: BehaviorRule; context: SentenceContext; requires: NonNullable<RuleConditions['requires']>; set: (changed: RuleConditions) => void }): JSX.Element {
  const { t } = useTranslation('cameras');
  const others = requirable(rule, context.scene);
  const names = others.map((other) => ruleName(other, context));
  const data = others.map((other, index) => ({ value: other.id, label: names.indexOf(names[index] ?? '') === index ? (names[index] ?? '') : `${names[index] ?? ''} · ${other.id}` }));
  const isOff = others.some(({ id, enabled }) => id === requires.rule && !enabled);
  return (
    <>
      <Select label={t('scene.conditions.rule')} value={others.some(({ id }) => id === requires.rule) ? requires.rule : null} data={data} allowDeselect={false} onChange={(id) => id !== null && set({ requires: { ...requires, rule: id } })} />
      {isOff && <p className="rule-error" role="status">{t('scene.conditions.ruleOff')}</p>}
      <DurationInput label={t('scene.conditions.within')} seconds={requires.withinSeconds} min={0} onChange={(withinSeconds) => set({ requires: { ...requires, withinSeconds } })} />
      <Switch label={t('scene.conditions.sameObject')} checked={requires.sameObject} onChange={(event) => set({ requires: { ...requires, sameObject: event.currentTarget.checked } })} />
    </>
  );
}

/** The fields of one condition. */
export function ConditionFields({ name, rule, context, problem, onChange }: ConditionProps & { name: ConditionKey }): JSX.Element | null {
  const { t } = useTranslation('cameras');
  const { language } = context;
  const { classes, size, schedule, input, requires, count, coolDownSeconds } = rule.conditions ?? {};
  const set = (changed: RuleConditions): void => onChange(withConditions(rule, changed), name);
  switch (name) {
    case 'classes':
      return classes === undefined ? null : (
        <Chip.Group multiple value={classes} onChange={(value) => set({ classes: ObjectClass.options.filter((option) => value.includes(option)) })}>
          <div className="rule-chips">{ObjectClass.options.map((value) => <Chip key={value} value={value} size="sm">{classWords[value][language]}</Chip>)}</div>
        </Chip.Group>
      );
    case 'size':
      return size === undefined ? null : <SizeFields size={size} onChange={(next) => set({ size: next })} />;
    case 'schedule':
      return schedule === undefined ? null : <ScheduleFields windows={schedule} onChange={(next) => set({ schedule: next })} />;
    case 'input':
      return input === undefined ? null : (
        <>
          <TextInput label={t('scene.conditions.inputName')} description={t('scene.conditions.inputHelp')} value={input.id} error={problem ?? false} maxLength={64} spellCheck={false} autoComplete="off" onChange={(event) => set({ input: { ...input, id: event.currentTarget.value } })} />
          <Select
            label={t('scene.conditions.inputState')} value={input.state} allowDeselect={false} data={(['active', 'inactive'] as const).map((value) => ({ value, label: t(`scene.conditions.state.${value}`) }))}
            onChange={(value) => set({ input: { ...input, state: value === 'inactive' ? 'inactive' : 'active' } })}
          />
          <DurationInput label={t('scene.conditions.within')} seconds={input.withinSeconds} min={0} onChange={(withinSeconds) => set({ input: { ...input, withinSeconds } })} />
        </>
      );
    case 'requires':
      return requires === undefined ? null : <RequiresFields rule={rule} context={context} requires={requires} set={set} />;
    case 'count':
      return count === undefined ? null : (
        <>
          <DraftNumber label={t('scene.conditions.times')} value={count.times} min={2} max={100} onChange={(times) => set({ count: { ...count, times } })} />
          <DurationInput label={t('scene.conditions.within')} seconds={count.withinSeconds} min={1} onChange={(withinSeconds) => set({ count: { ...count, withinSeconds } })} />
        </>
      );
    case 'coolDownSeconds':
      return coolDownSeconds === undefined ? null : <DurationInput label={t('scene.conditions.pause')} seconds={coolDownSeconds} min={1} onChange={(seconds) => set({ coolDownSeconds: seconds })} />;
    case 'raises':
      return null;
  }
}
