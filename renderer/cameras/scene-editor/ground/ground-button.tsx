import { Button, Menu } from '@mantine/core';
import { IconGrid4x4, IconPolygon, IconRectangle, IconUsers } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorAction } from '../actions.ts';
import { type EditorState, groundId } from '../model.ts';

const ways = { rectangle: IconRectangle, quadrilateral: IconPolygon, persons: IconUsers } as const;

/** Begins to mark the ground in one of three ways; where it is marked already, shows it. */
export function GroundButton({ state, dispatch }: { state: EditorState; dispatch: (action: EditorAction) => void }): JSX.Element {
  const { t } = useTranslation('cameras');
  const { drawing, scene, selection } = state;
  const active = drawing?.kind === 'ground' || selection?.kind === 'ground';
  const icon = <IconGrid4x4 size="1.125rem" />;
  if (scene.ground !== null)
    return <Button variant={active ? 'filled' : 'default'} leftSection={icon} onClick={() => dispatch({ type: 'select', selection: { kind: 'ground', id: groundId, corner: null } })} data-testid="draw-ground">{t('scene.ground.draw')}</Button>;
  return (
    <Menu position="bottom-end">
      <Menu.Target><Button variant={active ? 'filled' : 'default'} leftSection={icon} data-testid="draw-ground">{t('scene.ground.draw')}</Button></Menu.Target>
      <Menu.Dropdown className="ground-ways">
        {(['rectangle', 'quadrilateral', 'persons'] as const).map((way) => {
          const Icon = ways[way];
          return (
            <Menu.Item key={way} leftSection={<Icon size="1.125rem" />} onClick={() => dispatch({ type: 'drawGround', way })} data-testid={`draw-ground-${way}`}>
              <strong>{t(`scene.ground.way.${way}`)}</strong>
              <div className="place-rules-help">{t(`scene.ground.help.${way}`)}</div>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The ground in the list of what is drawn. */
export function GroundRow({ state, wrong, dispatch }: { state: EditorState; wrong: boolean; dispatch: (action: EditorAction) => void }): JSX.Element | null {
  const { t } = useTranslation('cameras');
  const { ground } = state.scene;
  if (ground === null) return null;
  return (
    <button
      type="button" className="shape-row" aria-current={state.selection?.kind === 'ground' ? true : undefined} data-testid="ground-row"
      onClick={() => dispatch({ type: 'select', selection: { kind: 'ground', id: groundId, corner: null } })}
    >
      <IconGrid4x4 />
      <span className="shape-row-text">
        <span className="cut shape-row-name">{t('scene.ground.title')}</span>
        <span className="cut dim shape-row-rules">{wrong ? t('scene.ground.unfinished') : t(`scene.ground.way.${ground.way}`)}</span>
      </span>
    </button>
  );
}
