import { Select } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { BehaviorCard } from '../../../../electron/contract/behavior.ts';
import type { BehaviorRule, Scene } from '../../../../electron/contract/scene.ts';
import { ruleProblem } from './rule-problems.ts';

type PlaceProps = { rule: BehaviorRule; card: BehaviorCard; scene: Scene; onChange: (rule: BehaviorRule) => void };

const wholePicture = ' picture';

/** Where a rule watches: another zone or line can be chosen, and the line that serves as arrow. */
export function PlaceFields({ rule, card, scene, onChange }: PlaceProps): JSX.Element {
  const { t } = useTranslation('cameras');
  const named = (shapes: readonly { id: string; name: string }[]): { value: string; label: string }[] => shapes.map(({ id, name }) => ({ value: id, label: name }));
  const arrow = card.place === 'zone-and-line';
  const needsLine = arrow && ruleProblem(rule, scene, card)?.at === 'line';
  return (
    <>
      {card.place !== 'line' && (
        <div data-field="zone">
          <Select
            label={t('scene.place.zone')} allowDeselect={false} value={rule.zone ?? wholePicture}
            data={[...(card.place === 'picture' ? [{ value: wholePicture, label: t('scene.place.picture') }] : []), ...named(scene.zones)]}
            onChange={(id) => id !== null && onChange({ ...rule, zone: id === wholePicture ? undefined : id })}
          />
        </div>
      )}
      {(card.place === 'line' || arrow) && (
        <div data-field="line">
          <Select
            label={arrow ? t('scene.place.arrow') : t('scene.place.line')} description={arrow ? (scene.lines.length === 0 ? t('scene.place.drawLine') : t('scene.place.arrowHelp')) : undefined}
            error={needsLine ? t('scene.ruleProblem.needs-line') : false} allowDeselect={false} value={rule.line ?? null} data={named(scene.lines)} onChange={(id) => id !== null && onChange({ ...rule, line: id })}
          />
        </div>
      )}
    </>
  );
}
