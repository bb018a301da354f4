import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { BehaviorCard } from '../../../../electron/contract/behavior.ts';
import type { BehaviorRule } from '../../../../electron/contract/scene.ts';
import { addableConditions, conditionKeys, hasCondition, withNewCondition, withoutCondition } from './change-rule.ts';
import { ConditionFields } from './condition-fields.tsx';
import { ruleProblem } from './rule-problems.ts';
import type { SentenceContext } from './sentence.ts';

type ConditionsProps = {
  rule: BehaviorRule;
  card: BehaviorCard | undefined;
  context: SentenceContext;
  onChange: (rule: BehaviorRule, part: string) => void;
  /** A condition was added: its first field is wanted. */
  onAdded: (name: string) => void;
};

/** The conditions of a rule, each a small form, and the menu that adds one. */
export function RuleConditionForms({ rule, card, context, onChange, onAdded }: ConditionsProps): JSX.Element {
  const { t } = useTranslation('cameras');
  const addable = addableConditions(rule, card, context.scene);
  const wrong = ruleProblem(rule, context.scene, card);
  return (
    <>
      {conditionKeys.filter((name) => hasCondition(rule, name)).map((name) => {
        const title = t(`scene.conditions.${name}.title`);
        const problem = wrong?.at === name ? t(`scene.ruleProblem.${wrong.problem}`) : null;
        return (
          <section key={name} className="rule-condition" aria-label={title} data-field={name} data-testid={`condition-${name}`}>
            <header>
              <h4>{title}</h4>
              <Tooltip label={t('scene.conditions.remove', { title })}>
                <ActionIcon variant="subtle" size="md" aria-label={t('scene.conditions.remove', { title })} onClick={() => onChange(withoutCondition(rule, name), `without ${name}`)}><IconX size="1rem" /></ActionIcon>
              </Tooltip>
            </header>
            <p className="rule-help">{t(`scene.conditions.${name}.help`)}</p>
            <ConditionFields name={name} rule={rule} context={context} problem={problem} onChange={onChange} />
            {problem !== null && name !== 'input' && <p className="rule-error" role="alert">{problem}</p>}
          </section>
        );
      })}
      {addable.length > 0 && (
        <Menu width="target" position="bottom-start">
          <Menu.Target><Button variant="default" fullWidth leftSection={<IconPlus size="1rem" />} data-testid="add-condition">{t('scene.conditions.add')}</Button></Menu.Target>
          <Menu.Dropdown>
            {addable.map((name) => (
              <Menu.Item
                key={name} data-testid={`add-condition-${name}`}
                onClick={() => {
                  onChange(withNewCondition(rule, name, context.scene), `with ${name}`);
                  onAdded(name);
                }}
              >
                <strong>{t(`scene.conditions.${name}.title`)}</strong>
                <div className="place-rules-help">{t(`scene.conditions.${name}.help`)}</div>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
