import { Button } from '@mantine/core';
import { IconPencil, IconPolygon, IconTrash } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../routing.ts';
import type { CameraEntry } from '../stores/cameras.ts';
import { useIsAdministrator } from '../stores/session.ts';
import { CameraFacts } from './camera-facts.tsx';
import { CameraPicture } from './camera-picture.tsx';
import { CameraSign } from './camera-sign.tsx';
import { CameraWatch } from './camera-watch.tsx';
import { cameraState } from './health.ts';
import { useRemoveCamera } from './remove-camera.tsx';
import { SceneShapes } from './scene-editor/scene-shapes.tsx';
import './camera-page.css';

/** One camera: its picture with what is watched in it, its health, and the ways to change it. */
export function CameraPage({ entry }: { entry: CameraEntry }): JSX.Element {
  const { t } = useTranslation('cameras');
  const administrator = useIsAdministrator();
  const remove = useRemoveCamera();
  const { camera, status } = entry;
  const state = cameraState(camera, status);
  return (
    <section className="camera-page" aria-labelledby="camera-name" data-testid="camera-page">
      <header className="camera-page-head">
        <h1 id="camera-name" className="cut" title={camera.name}>{camera.name}</h1>
        <span className="camera-page-state"><CameraSign state={state} labelled />{t(`state.${state}`)}</span>
        {administrator && (
          <span className="camera-page-actions">
            <Button leftSection={<IconPolygon size="1rem" />} onClick={() => navigate('cameras', `scene-${camera.id}`)} data-testid="edit-scene">{t('page.scene')}</Button>
            <Button variant="default" leftSection={<IconPencil size="1rem" />} onClick={() => navigate('cameras', `edit-${camera.id}`)} data-testid="edit-camera">{t('page.edit')}</Button>
            <Button variant="default" leftSection={<IconTrash size="1rem" />} onClick={() => remove(camera)} data-testid="remove-camera">{t('page.remove')}</Button>
          </span>
        )}
      </header>
      <div className="camera-page-picture">
        <CameraPicture entry={entry} overlay>{(size) => <SceneShapes scene={camera.scene} size={size} />}</CameraPicture>
      </div>
      <CameraWatch camera={camera} />
      <CameraFacts entry={entry} />
    </section>
  );
}
