import { Button, Menu, TextInput } from '@mantine/core';
import { IconArrowsExchange, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { BehaviorCard } from '../../../electron/contract/behavior.ts';
import { mostRules, type BehaviorRule } from '../../../electron/contract/scene.ts';
import { useUnusableModel } from '../../stores/station.ts';
import { SeveritySign } from '../../ui/severity.tsx';
import { useLanguage } from '../../words/language.ts';
import type { EditorAction } from './actions.ts';
import { defaultSettings } from './behavior-form.ts';
import { sceneProblems } from './check.ts';
import type { EditorState, ShapeKind } from './model.ts';
import { RuleForm } from './rule-form.tsx';
import { fitsPlace } from './rules/change-rule.ts';
import type { SentenceContext } from './rules/sentence.ts';

type PanelProps = { state: EditorState; cards: readonly BehaviorCard[]; dispatch: (action: EditorAction) => void };
/** A shape, or the whole picture. */
type Place = { readonly kind: ShapeKind; readonly id: string } | { readonly kind: 'picture'; readonly id: null };

/** The rules that are shown at a place; one with a zone and a line as its arrow is the zone's. */
function rulesAt({ kind, id }: Place, behaviors: readonly BehaviorRule[]): BehaviorRule[] {
  return behaviors.filter((rule) => (kind === 'zone' ? rule.zone === id : kind === 'line' ? rule.line === id && rule.zone === undefined : rule.zone === undefined && rule.line === undefined));
}

/** The rules of one place, and the way to add one. */
export function PlaceRules({ place, state, cards, dispatch }: PanelProps & { place: Place }): JSX.Element {
  const { t } = useTranslation(['cameras', 'common']);
  const language = useLanguage();
  const unusable = useUnusableModel();
  const { scene } = state;
  const { behaviors } = scene;
  const isFull = behaviors.length >= mostRules;
  const here = rulesAt(place, behaviors);
  const [known] = useState(() => new Set(here.map(({ id }) => id)));
  const offered = cards.filter((card) => fitsPlace(card, place.kind));
  const context: SentenceContext = { scene, cards, language, t };
  const add = (rule: Omit<BehaviorRule, 'id'>): void => dispatch({ type: 'addRule', rule });
  const copyTo = (rule: Omit<BehaviorRule, 'id'>): void => {
    add(rule);
    if (rule.zone !== undefined && rule.zone !== place.id) dispatch({ type: 'select', selection: { kind: 'zone', id: rule.zone, corner: null } });
    else if (place.kind === 'line' && rule.line !== undefined && rule.line !== place.id) dispatch({ type: 'select', selection: { kind: 'line', id: rule.line, corner: null } });
  };
  const placed = (card: BehaviorCard): Pick<BehaviorRule, 'zone' | 'line'> => {
    const [arrow] = scene.lines;
    if (place.kind === 'line') return { line: place.id };
    return { ...(place.kind === 'zone' ? { zone: place.id } : {}), ...(card.place === 'zone-and-line' && arrow !== undefined ? { line: arrow.id } : {}) };
  };
  return (
    <div className="place-rules">
      {here.length === 0 && place.kind !== 'picture' && <p className="dim">{t('scene.noRules')}</p>}
      {here.map((rule) => (
        <RuleForm
          key={rule.id} rule={rule} context={context} openAtFirst={here.length === 1 || !known.has(rule.id)} onCopy={copyTo} onRemove={() => dispatch({ type: 'removeRule', id: rule.id })}
          onChange={({ id, ...changed }, part) => {
            dispatch({ type: 'setRule', id, rule: changed, part });
            if (changed.zone !== rule.zone && changed.zone !== undefined) dispatch({ type: 'select', selection: { kind: 'zone', id: changed.zone, corner: null } });
            else if (changed.line !== rule.line && changed.line !== undefined && changed.zone === undefined) dispatch({ type: 'select', selection: { kind: 'line', id: changed.line, corner: null } });
            else if (changed.zone !== rule.zone) dispatch({ type: 'select', selection: null });
          }}
        />
      ))}
      {offered.length > 0 && (
        <Menu width="target" position="bottom-start">
          <Menu.Target><Button variant={here.length === 0 ? 'filled' : 'default'} fullWidth leftSection={<IconPlus size="1rem" />} disabled={isFull} title={isFull ? t('scene.fullOfRules', { most: mostRules }) : undefined} data-testid="add-rule">{t('scene.addRule')}</Button></Menu.Target>
          <Menu.Dropdown className="place-rules-menu">
            {offered.map((card) => {
              const lacksLine = card.place === 'zone-and-line' && scene.lines.length === 0;
              const lacking = unusable(card.id);
              return (
                <Menu.Item
                  key={card.id} leftSection={<SeveritySign severity={card.severity} labelled />} data-testid={`add-rule-${card.id}`} disabled={lacksLine}
                  onClick={() => add({ behavior: card.id, enabled: true, ...placed(card), settings: defaultSettings(card) })}
                >
                  <strong>{card.title[language]}</strong>
                  <div className="place-rules-help">{lacksLine ? t('scene.place.drawLine') : card.explanation[language]}</div>
                  {lacking !== undefined && <div className="rule-error">{t(`scene.unusable.${lacking.problem}`, { model: t(`common:model.${lacking.model}`) })}</div>}
                </Menu.Item>
              );
            })}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

/** The selected zone or line: name, what is wrong with it, its behaviours. */
export function ShapePanel({ kind, id, state, cards, dispatch }: PanelProps & { kind: ShapeKind; id: string }): JSX.Element | null {
  const { t } = useTranslation('cameras');
  const { zones, lines } = state.scene;
  const shape = kind === 'zone' ? zones.find((zone) => zone.id === id) : lines.find((line) => line.id === id);
  if (shape === undefined) return null;
  const problems = sceneProblems(state.scene).filter((problem) => problem.kind === kind && problem.id === id);
  const naming = problems.find(({ problem }) => problem === 'no-name' || problem === 'name-too-long');
  const form = problems.find((problem) => problem !== naming);
  return (
    <section className="shape-panel" aria-label={t('scene.shape', { kind: t(`scene.${kind}`), name: shape.name })} data-testid="shape-panel">
      <TextInput
        label={`${t(`scene.${kind}`)} · ${t('scene.name')}`} value={shape.name} error={naming === undefined ? false : t(`scene.problem.${naming.problem}`)} data-testid="shape-name"
        onChange={(event) => dispatch({ type: 'rename', kind, id, name: event.currentTarget.value })} onBlur={() => dispatch({ type: 'settle' })}
      />
      {form !== undefined && <p className="shape-problem" role="alert" data-testid="shape-problem">{t(`scene.problem.${form.problem}`)}</p>}
      <div className="shape-actions">
        {kind === 'line' ? (
          <Button size="compact-md" variant="default" leftSection={<IconArrowsExchange size="1rem" />} onClick={() => dispatch({ type: 'reverse', id })} data-testid="reverse-line">{t('scene.reverse')}</Button>
        ) : (
          <span className="dim figures">{t('scene.corners', { count: 'points' in shape ? shape.points.length : 2 })}</span>
        )}
        <Button size="compact-md" variant="default" leftSection={<IconTrash size="1rem" />} onClick={() => dispatch({ type: 'removeShape', kind, id })} data-testid="remove-shape">{t('scene.remove')}</Button>
      </div>
      {kind === 'line' && <p className="rule-help">{t('scene.forward')}</p>}
      <h2 className="shape-panel-title">{t('scene.rules')}</h2>
      <PlaceRules place={{ kind, id }} state={state} cards={cards} dispatch={dispatch} />
    </section>
  );
}
