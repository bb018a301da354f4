import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { IconDeviceCctvOff } from '@tabler/icons-react';
import { navigate, useRoute } from '../routing.ts';
import { useCameras, type CameraEntry } from '../stores/cameras.ts';
import { useIsAdministrator } from '../stores/session.ts';
import { Failed, Forbidden, LoadingRows, Notice } from '../ui/states.tsx';
import { useLanguage } from '../words/language.ts';
import { CameraEditor } from './camera-editor.tsx';
import { CameraList } from './camera-list.tsx';
import { CameraPage } from './camera-page.tsx';
import { CamerasEmpty } from './cameras-empty.tsx';
import { cameraPlace } from './camera-place.ts';
import { DropPlace } from './drop-place.tsx';
import { findCameras } from './health.ts';
import { SceneEditor } from './scene-editor/scene-editor.tsx';
import './cameras-screen.css';

function Gone(): JSX.Element {
  const { t } = useTranslation('cameras');
  return (
    <Notice icon={<IconDeviceCctvOff />} title={t('page.gone')} action={<Button variant="default" onClick={() => navigate('cameras')}>{t('list.back')}</Button>}>
      {t('page.goneHelp')}
    </Notice>
  );
}

function Detail({ entries, detail }: { entries: readonly CameraEntry[]; detail: string | null }): JSX.Element {
  const administrator = useIsAdministrator();
  const language = useLanguage();
  const place = cameraPlace(detail);
  if (place.kind === 'new') return administrator ? <CameraEditor camera={null} /> : <Forbidden />;
  const entry = place.kind === 'first' ? findCameras(entries, '', language)[0] : entries.find(({ camera }) => camera.id === place.cameraId);
  if (entry === undefined) return <Gone />;
  if (place.kind === 'edit') return administrator ? <CameraEditor key={entry.camera.id} camera={entry.camera} /> : <Forbidden />;
  return <CameraPage key={entry.camera.id} entry={entry} />;
}

/** Cameras: list and one of them, adding and editing. Who may add one may also drop a video here. */
export function CamerasScreen(): JSX.Element {
  return useIsAdministrator() ? <DropPlace><Cameras /></DropPlace> : <Cameras />;
}

/** The scene editor takes the whole width. */
function Cameras(): JSX.Element {
  const { detail } = useRoute();
  const administrator = useIsAdministrator();
  const language = useLanguage();
  const { entries, error } = useCameras();
  const place = cameraPlace(detail);
  if (entries === undefined) return error === undefined ? <LoadingRows /> : <Failed error={error} />;
  if (place.kind === 'scene') {
    const entry = entries.find(({ camera }) => camera.id === place.cameraId);
    if (!administrator) return <Forbidden />;
    return <div className="cameras-wide">{entry === undefined ? <Gone /> : <SceneEditor key={entry.camera.id} entry={entry} />}</div>;
  }
  if (entries.length === 0) return place.kind === 'new' ? <Detail entries={entries} detail={detail} /> : <CamerasEmpty />;
  const first = findCameras(entries, '', language)[0]?.camera.id ?? null;
  return (
    <div className="cameras">
      <CameraList entries={entries} chosen={place.kind === 'first' ? first : place.kind === 'new' ? null : place.cameraId} />
      <div className="cameras-detail"><Detail entries={entries} detail={detail} /></div>
    </div>
  );
}
