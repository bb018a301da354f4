import { IconAlertTriangle, IconLineDashed, IconPolygon } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { BehaviorCard } from '../../../electron/contract/behavior.ts';
import { useBehaviorTitle } from '../../stores/behaviors.ts';
import { useUnusableModel } from '../../stores/station.ts';
import type { EditorAction } from './actions.ts';
import { sceneProblems } from './check.ts';
import type { EditorState } from './model.ts';
import { ruleIsWrong } from './rules/rule-problems.ts';

/** All zones and lines of the picture with what they watch; a click selects one. */
export function ShapeList({ state, cards, dispatch }: { state: EditorState; cards: readonly BehaviorCard[]; dispatch: (action: EditorAction) => void }): JSX.Element {
  const { t } = useTranslation('cameras');
  const title = useBehaviorTitle();
  const unusable = useUnusableModel();
  const { zones, lines, behaviors } = state.scene;
  const wrong = new Set(sceneProblems(state.scene).map(({ kind, id }) => `${kind} ${id}`));
  const shapes = [
    ...zones.map(({ id, name }) => ({ kind: 'zone' as const, id, name, rules: behaviors.filter((rule) => rule.zone === id) })),
    ...lines.map(({ id, name }) => ({ kind: 'line' as const, id, name, rules: behaviors.filter((rule) => rule.line === id && rule.zone === undefined) })),
  ];
  return (
    <ul className="shape-list">
      {shapes.map(({ kind, id, name, rules }) => (
        <li key={`${kind} ${id}`}>
          <button
            type="button" className="shape-row" aria-current={state.selection?.kind === kind && state.selection.id === id ? true : undefined} data-testid="shape-row"
            onClick={() => dispatch({ type: 'select', selection: { kind, id, corner: null } })}
          >
            {kind === 'zone' ? <IconPolygon /> : <IconLineDashed />}
            <span className="shape-row-text">
              <span className="cut shape-row-name">{name}</span>
              <span className="cut dim shape-row-rules">{rules.length === 0 ? t('scene.noRules') : rules.map((rule) => title(rule.behavior)).join(' · ')}</span>
            </span>
            {(wrong.has(`${kind} ${id}`) || rules.some((rule) => ruleIsWrong(rule, state.scene, cards) || unusable(rule.behavior) !== undefined)) && <IconAlertTriangle />}
          </button>
        </li>
      ))}
    </ul>
  );
}
