import { Button, Menu, TextInput } from '@mantine/core';
import { IconArrowsExchange, IconPlus, IconTrash } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { BehaviorCard } from '../../../electron/contract/behavior.ts';
import { SeveritySign } from '../../ui/severity.tsx';
import { useLanguage } from '../../words/language.ts';
import type { EditorAction } from './actions.ts';
import { defaultSettings } from './behavior-form.ts';
import { sceneProblems } from './check.ts';
import type { EditorState, ShapeKind } from './model.ts';
import { RuleForm } from './rule-form.tsx';

type PanelProps = { state: EditorState; cards: readonly BehaviorCard[]; dispatch: (action: EditorAction) => void };
/** A shape, or the whole picture. */
type Place = { readonly kind: ShapeKind; readonly id: string } | { readonly kind: 'picture'; readonly id: null };

const maxRules = 128;

/** The behaviours of one place, and the way to add one. */
export function PlaceRules({ place, state, cards, dispatch }: PanelProps & { place: Place }): JSX.Element {
  const { t } = useTranslation('cameras');
  const language = useLanguage();
  const { behaviors } = state.scene;
  const here = behaviors.filter((rule) => (place.kind === 'zone' ? rule.zone === place.id : place.kind === 'line' ? rule.line === place.id : rule.zone === undefined && rule.line === undefined));
  // What watches the picture may be kept to a zone.
  const suits = (card: BehaviorCard): boolean => card.place === place.kind || (place.kind === 'zone' && card.place === 'picture');
  const offered = cards.filter((card) => suits(card) && !here.some((rule) => rule.behavior === card.id));
  const where = place.kind === 'zone' ? { zone: place.id } : place.kind === 'line' ? { line: place.id } : {};
  return (
    <div className="place-rules">
      {here.length === 0 && place.kind !== 'picture' && <p className="dim">{t('scene.noRules')}</p>}
      {here.map((rule) => (
        <RuleForm
          key={rule.id} rule={rule} card={cards.find(({ id }) => id === rule.behavior)}
          onChange={({ id, ...changed }) => dispatch({ type: 'setRule', id, rule: changed })} onRemove={() => dispatch({ type: 'removeRule', id: rule.id })}
        />
      ))}
      {offered.length > 0 && (
        <Menu width="target" position="bottom-start">
          <Menu.Target><Button variant={here.length === 0 ? 'filled' : 'default'} fullWidth leftSection={<IconPlus size="1rem" />} disabled={behaviors.length >= maxRules} data-testid="add-rule">{t('scene.addRule')}</Button></Menu.Target>
          <Menu.Dropdown>
            {offered.map((card) => (
              <Menu.Item
                key={card.id} leftSection={<SeveritySign severity={card.severity} labelled />} data-testid={`add-rule-${card.id}`}
                onClick={() => dispatch({ type: 'addRule', rule: { behavior: card.id, enabled: true, ...where, settings: defaultSettings(card) } })}
              >
                <strong>{card.title[language]}</strong>
                <div className="place-rules-help">{card.explanation[language]}</div>
              </Menu.Item>
            ))}
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
