import { ActionIcon, Menu, Switch, Tooltip, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconCopy, IconTrash } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { mostRules, type BehaviorRule } from '../../../electron/contract/scene.ts';
import { useUnusableModel } from '../../stores/station.ts';
import { SeveritySign } from '../../ui/severity.tsx';
import { formOf } from './behavior-form.ts';
import { fitsPlace } from './rules/change-rule.ts';
import { PlaceFields } from './rules/place-fields.tsx';
import { RuleConditionForms } from './rules/rule-conditions.tsx';
import { ruleIsWrong, ruleProblem } from './rules/rule-problems.ts';
import { ruleSentence, type SentenceContext } from './rules/sentence.ts';
import { SentenceLine } from './rules/sentence-line.tsx';
import { SettingField } from './rules/setting-field.tsx';
import { SeverityChoice } from './rules/severity-choice.tsx';
import './rule-form.css';

type RuleFormProps = {
  rule: BehaviorRule;
  context: SentenceContext;
  /** Whether its fields are shown at first, below its sentence. */
  openAtFirst: boolean;
  /** `part` names what was changed: further changes of it are undone together. */
  onChange: (rule: BehaviorRule, part: string) => void;
  onCopy: (rule: Omit<BehaviorRule, 'id'>) => void;
  onRemove: () => void;
};

/** So many fields are shown at first; the rest is a click away. */
const shownAtFirst = 2;
const focusable = 'input:not([type=hidden]), button';

function CopyMenu({ rule, context, title, onCopy }: Pick<RuleFormProps, 'rule' | 'context' | 'onCopy'> & { title: string }): JSX.Element {
  const { t } = useTranslation('cameras');
  const { scene, cards } = context;
  const isFull = scene.behaviors.length >= mostRules;
  const card = cards.find(({ id }) => id === rule.behavior);
  const zones = card !== undefined && fitsPlace(card, 'zone') ? scene.zones.filter(({ id }) => id !== rule.zone) : [];
  const lines = card !== undefined && fitsPlace(card, 'line') ? scene.lines.filter(({ id }) => id !== rule.line) : [];
  return (
    <Menu position="bottom-end">
      <Menu.Target><ActionIcon variant="subtle" size="lg" disabled={isFull} aria-label={`${title}: ${t('scene.copy')}`} title={isFull ? t('scene.fullOfRules', { most: mostRules }) : t('scene.copy')} data-testid="copy-rule"><IconCopy size="1.125rem" /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onCopy(rule)}>{t('scene.copyHere')}</Menu.Item>
        {zones.map(({ id, name }) => <Menu.Item key={id} onClick={() => onCopy({ ...rule, zone: id })}>{t('scene.copyTo', { place: name })}</Menu.Item>)}
        {lines.map(({ id, name }) => <Menu.Item key={id} onClick={() => onCopy({ ...rule, line: id })}>{t('scene.copyTo', { place: name })}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}

/** One rule: its sentence, whose parts lead to the fields below it; switched on or off, copied, removed. */
export function RuleForm({ rule, context, openAtFirst, onChange, onCopy, onRemove }: RuleFormProps): JSX.Element {
  const { t } = useTranslation(['cameras', 'common']);
  const { scene, cards, language } = context;
  const card = cards.find(({ id }) => id === rule.behavior);
  const [opened, setOpened] = useState(openAtFirst);
  const [allShown, setAllShown] = useState(false);
  const [wanted, setWanted] = useState<{ readonly field: string } | null>(null);
  const fieldsRef = useRef<HTMLDivElement>(null);
  const group = useId();
  const title = card?.title[language] ?? rule.behavior;
  const fields = card === undefined ? [] : formOf(card, rule.settings);
  const severity = rule.severity ?? card?.severity ?? 'blue';
  const unusable = useUnusableModel()(rule.behavior);
  const problem = ruleProblem(rule, scene, card)?.problem;
  const isOpen = opened || ruleIsWrong(rule, scene, cards);
  const hidden = fields.length - shownAtFirst;
  const all = allShown || hidden <= 0 || fields.slice(shownAtFirst).some(({ problem }) => problem !== null);

  const open = (field: string): void => {
    setOpened(true);
    if (fields.slice(shownAtFirst).some((model) => model.field.key === field)) setAllShown(true);
    setWanted({ field });
  };
  useEffect(() => {
    if (wanted === null) return;
    const place = fieldsRef.current?.querySelector(`[data-field="${wanted.field}"]`);
    place?.scrollIntoView({ block: 'nearest' });
    const candidates = [...(place?.querySelectorAll<HTMLElement>(focusable) ?? [])];
    // A condition's first field, not the cross in its header that takes it away.
    const found = candidates.find((element) => element.matches('[type=radio]:checked')) ?? candidates.find((element) => element.closest('header') === null) ?? candidates[0];
    found?.focus();
  }, [wanted]);

  return (
    <section className="rule" aria-label={title} data-testid="rule" data-behavior={rule.behavior} data-off={!rule.enabled || undefined}>
      <header className="rule-head">
        <SeveritySign severity={severity} labelled />
        <h3 className="cut">{title}</h3>
        <Switch aria-label={`${title}: ${t('scene.enabled')}`} checked={rule.enabled} onChange={(event) => onChange({ ...rule, enabled: event.currentTarget.checked }, 'enabled')} />
        <CopyMenu rule={rule} context={context} title={title} onCopy={onCopy} />
        <Tooltip label={t('scene.removeRule')}><ActionIcon variant="subtle" size="lg" aria-label={`${title}: ${t('scene.removeRule')}`} onClick={onRemove}><IconTrash size="1.125rem" /></ActionIcon></Tooltip>
      </header>
      <SentenceLine parts={ruleSentence(rule, context)} onOpen={open} />
      {unusable !== undefined && <p className="rule-error rule-wrong" data-testid="rule-unusable">{t(`scene.unusable.${unusable.problem}`, { model: t(`common:model.${unusable.model}`) })}</p>}
      {problem !== undefined && <p className="rule-error rule-wrong">{t(`scene.ruleProblem.${problem}`)}</p>}
      {isOpen && (
        <div className="rule-fields" ref={fieldsRef}>
          <p className="rule-help">{card?.explanation[language]}</p>
          {rule.raises !== false && <SeverityChoice name={group} value={severity} onChange={(value) => onChange({ ...rule, severity: value }, 'severity')} />}
          {card !== undefined && <PlaceFields rule={rule} card={card} scene={scene} onChange={(changed) => onChange(changed, 'place')} />}
          {(all ? fields : fields.slice(0, shownAtFirst)).map((model) => (
            <div key={model.field.key} data-field={model.field.key}>
              <SettingField model={model} onChange={(value) => onChange({ ...rule, settings: { ...rule.settings, [model.field.key]: value } }, `setting ${model.field.key}`)} />
            </div>
          ))}
          {hidden > 0 && !all && <UnstyledButton className="rule-more" onClick={() => setAllShown(true)}><IconChevronDown size="1rem" />{t('scene.more')}</UnstyledButton>}
          <RuleConditionForms rule={rule} card={card} context={context} onChange={onChange} onAdded={(field) => setWanted({ field })} />
        </div>
      )}
      {!(isOpen && !opened) && (
        <UnstyledButton className="rule-more" aria-expanded={isOpen} data-testid="open-rule" onClick={() => setOpened(!opened)}>
          {opened ? <IconChevronUp size="1rem" /> : <IconChevronDown size="1rem" />}
          {opened ? t('scene.closeRule') : t('scene.openRule')}
        </UnstyledButton>
      )}
    </section>
  );
}
