import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconArrowLeft, IconLineDashed, IconPolygon } from '@tabler/icons-react';
import { useEffect, useReducer, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannel } from '../../channel/use-channel.ts';
import { navigate } from '../../routing.ts';
import { useBehaviors } from '../../stores/behaviors.ts';
import type { CameraEntry } from '../../stores/cameras.ts';
import { useCallErrorText } from '../../ui/call-error.ts';
import { useKeys } from '../../ui/keys.ts';
import { takesText } from '../../ui/key-name.ts';
import { tell } from '../../ui/notices.ts';
import { Notice } from '../../ui/states.tsx';
import { CameraPicture } from '../camera-picture.tsx';
import { UnsavedGuard } from '../unsaved-guard.tsx';
import { GroundButton, GroundRow } from './ground/ground-button.tsx';
import { GroundPanel } from './ground/ground-panel.tsx';
import { useGround } from './ground/use-ground.ts';
import { hindrance } from './hindrance.ts';
import { type Drawing, groundId, isChanged, openEditor } from './model.ts';
import { reduceEditor } from './reduce.ts';
import { SceneCanvas } from './scene-canvas.tsx';
import { ShapeList } from './shape-list.tsx';
import { PlaceRules, ShapePanel } from './shape-panel.tsx';
import './scene-editor.css';

/** Ctrl+Z and Ctrl+Y (Ctrl+Shift+Z) anywhere on the page but in fields that undo their own text. */
function useUndoKeys(undo: () => void, redo: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return;
      if (takesText(event.target) && !(event.target instanceof HTMLInputElement && event.target.readOnly)) return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) redo();
      else undo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [undo, redo]);
}

/** What to do next while something is drawn. */
function drawingHint(drawing: Drawing) {
  switch (drawing.kind) {
    case 'zone':
      return 'scene.drawingZone';
    case 'line':
      return 'scene.drawingLine';
    case 'measure':
      return 'scene.ground.drawingMeasure';
    case 'ground':
      if (drawing.way !== 'persons') return 'scene.ground.drawingCorners';
      return (['scene.ground.nearFoot', 'scene.ground.nearHead', 'scene.ground.farFoot', 'scene.ground.farHead'] as const)[drawing.points.length] ?? 'scene.ground.farHead';
  }
}

/** Draws what is watched in a camera's picture and sets its behaviours; saving takes effect at once. */
export function SceneEditor({ entry }: { entry: CameraEntry }): JSX.Element {
  const { t } = useTranslation(['cameras', 'common']);
  const channel = useChannel();
  const errorText = useCallErrorText();
  const cards = useBehaviors((store) => store.cards) ?? [];
  const [state, dispatch] = useReducer(reduceEditor, entry.camera.scene, openEditor);
  const [saving, setSaving] = useState(false);
  const [savedHere, setSavedHere] = useState(false);
  const { scene, drawing, selection } = state;
  const changed = isChanged(state);
  const ground = useGround(scene.ground);
  const hindered = hindrance(scene, cards, ground.problem !== null);
  const [undo] = useState(() => () => dispatch({ type: 'undo' }));
  const [redo] = useState(() => () => dispatch({ type: 'redo' }));
  useUndoKeys(undo, redo);

  const drawZone = (): void => dispatch({ type: 'draw', kind: 'zone', name: t('scene.newZone', { number: scene.zones.length + 1 }) });
  const drawLine = (): void => dispatch({ type: 'draw', kind: 'line', name: t('scene.newLine', { number: scene.lines.length + 1 }) });
  useKeys({
    title: t('scene.keys.title'),
    bindings: [
      { keys: ['z'], title: t('scene.keys.zone'), run: drawZone },
      { keys: ['l'], title: t('scene.keys.line'), run: drawLine },
      { keys: ['g'], title: t('scene.keys.ground'), run: () => dispatch(scene.ground === null ? { type: 'drawGround', way: 'rectangle' } : { type: 'select', selection: { kind: 'ground', id: groundId, corner: null } }) },
      { keys: ['escape'], title: t('common:action.cancel'), run: () => dispatch({ type: 'cancel' }) },
    ],
  });

  const save = (): void => {
    setSaving(true);
    channel
      .call('cameras.setScene', { cameraId: entry.camera.id, scene })
      .then(
        () => {
          dispatch({ type: 'saved', scene });
          setSavedHere(true);
        },
        (error: unknown) => tell(errorText(error)),
      )
      .finally(() => setSaving(false));
  };
  const pictureCards = cards.some(({ place }) => place === 'picture');
  const idle = [...scene.zones.filter(({ id }) => !scene.behaviors.some((rule) => rule.zone === id)), ...scene.lines.filter(({ id }) => !scene.behaviors.some((rule) => rule.line === id))].length;

  return (
    <section className="scene-editor" aria-labelledby="scene-title" data-testid="scene-editor">
      <header className="scene-editor-head">
        <Tooltip label={t('scene.back')}><ActionIcon variant="subtle" size="lg" aria-label={t('scene.back')} onClick={() => navigate('cameras', entry.camera.id)}><IconArrowLeft /></ActionIcon></Tooltip>
        <div className="scene-editor-names"><h1 id="scene-title">{t('scene.title')}</h1><span className="dim cut">{entry.camera.name}</span></div>
        <Button variant={drawing?.kind === 'zone' ? 'filled' : 'default'} leftSection={<IconPolygon size="1.125rem" />} disabled={scene.zones.length >= 64} onClick={drawZone} data-testid="draw-zone">{t('scene.drawZone')}</Button>
        <Button variant={drawing?.kind === 'line' ? 'filled' : 'default'} leftSection={<IconLineDashed size="1.125rem" />} disabled={scene.lines.length >= 64} onClick={drawLine} data-testid="draw-line">{t('scene.drawLine')}</Button>
        <GroundButton state={state} dispatch={dispatch} />
        <Tooltip label={`${t('scene.undo')} (Ctrl+Z)`}><ActionIcon variant="default" size="lg" aria-label={t('scene.undo')} disabled={state.past.length === 0 && drawing === null} onClick={undo} data-testid="undo"><IconArrowBackUp size="1.125rem" /></ActionIcon></Tooltip>
        <Tooltip label={`${t('scene.redo')} (Ctrl+Y)`}><ActionIcon variant="default" size="lg" aria-label={t('scene.redo')} disabled={state.future.length === 0} onClick={redo} data-testid="redo"><IconArrowForwardUp size="1.125rem" /></ActionIcon></Tooltip>
      </header>
      <div className="scene-editor-picture">
        <CameraPicture entry={entry} overlay={false}>{(size) => <SceneCanvas state={state} ground={ground} size={size} dispatch={dispatch} />}</CameraPicture>
        <p className="scene-editor-hint" role="status">
          {drawing === null ? (selection === null ? '' : selection.kind !== 'ground' ? t('scene.keys.help') : [t('scene.ground.keys'), ...(ground.model === null ? [] : [t('scene.ground.follows')])].join(' · ')) : `${t(drawingHint(drawing))} ${t('scene.drawingKeys')}`}
        </p>
      </div>
      <aside className="scene-editor-side">
        <div className="scene-editor-lists">
          {scene.zones.length + scene.lines.length === 0 && scene.ground === null && drawing === null && <Notice icon={<IconPolygon />} title={t('scene.start')}>{t('scene.startHelp')}</Notice>}
          <ShapeList state={state} cards={cards} dispatch={dispatch} />
          <GroundRow state={state} wrong={ground.problem !== null} dispatch={dispatch} />
          {selection?.kind === 'ground' && scene.ground !== null && <GroundPanel key={scene.ground.way} ground={scene.ground} view={ground} state={state} dispatch={dispatch} />}
          {selection !== null && selection.kind !== 'ground' && <ShapePanel key={`${selection.kind} ${selection.id}`} kind={selection.kind} id={selection.id} state={state} cards={cards} dispatch={dispatch} />}
          {selection === null && pictureCards && (
            <section className="shape-panel" aria-label={t('scene.picture')}>
              <h2 className="shape-panel-title">{t('scene.picture')}</h2>
              <PlaceRules place={{ kind: 'picture', id: null }} state={state} cards={cards} dispatch={dispatch} />
            </section>
          )}
        </div>
        <footer className="scene-editor-foot">
          {changed && hindered !== null && drawing === null ? (
            <button type="button" className="scene-editor-status scene-editor-hindered" data-testid="scene-hindered" onClick={() => dispatch({ type: 'select', selection: hindered.selection })}>
              {t('scene.hindered', { name: hindered.name?.trim() || (hindered.selection === null ? t('scene.picture') : hindered.selection.kind === 'ground' ? t('scene.ground.title') : t(`scene.${hindered.selection.kind}`)) })}
            </button>
          ) : (
            <span className="scene-editor-status" data-testid="scene-status">{changed ? t('scene.unsaved') : [...(savedHere ? [t('scene.saved')] : []), ...(idle > 0 ? [t('scene.noRuleHint', { count: idle })] : [])].join(' · ')}</span>
          )}
          {changed && <Button variant="subtle" onClick={() => dispatch({ type: 'revert' })} data-testid="discard-scene">{t('scene.discard')}</Button>}
          <Button disabled={!changed || hindered !== null || drawing !== null} loading={saving} onClick={save} data-testid="save-scene">{t('scene.save')}</Button>
        </footer>
      </aside>
      <UnsavedGuard active={changed} />
    </section>
  );
}
