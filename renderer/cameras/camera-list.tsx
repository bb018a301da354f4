import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate, routeHash } from '../routing.ts';
import type { CameraEntry } from '../stores/cameras.ts';
import { useIsAdministrator } from '../stores/session.ts';
import { Notice } from '../ui/states.tsx';
import { useLanguage } from '../words/language.ts';
import { useProblemText } from '../wall/problem-text.ts';
import { CameraSign } from './camera-sign.tsx';
import { cameraState, findCameras, impairments } from './health.ts';
import './camera-list.css';

function CameraRow({ entry, chosen }: { entry: CameraEntry; chosen: boolean }): JSX.Element {
  const { t } = useTranslation('cameras');
  const problemText = useProblemText();
  const { camera, status } = entry;
  const state = cameraState(camera, status);
  const [impairment] = impairments(status);
  const line =
    state === 'waiting' && status.problem !== null ? problemText(status.problem)
    : state === 'impaired' && impairment !== undefined ? t(`impairment.${impairment}`)
    : state === 'live' && status.main !== null ? `${status.main.width}×${status.main.height} · ${Math.round(status.main.fps)} fps`
    : t(`state.${state}`);
  return (
    <li>
      <a
        className="camera-row" href={routeHash({ screen: 'cameras', detail: camera.id })} aria-current={chosen ? 'page' : undefined} data-testid="camera-row" data-state={state}
        ref={(element) => {
          if (chosen) element?.scrollIntoView({ block: 'nearest' });
        }}
      >
        <CameraSign state={state} />
        <span className="camera-row-text">
          <span className="camera-row-name cut" title={camera.name}>{camera.name}</span>
          <span className="camera-row-line cut" title={line}>{line}</span>
        </span>
      </a>
    </li>
  );
}

/** All cameras, what is wrong first. */
export function CameraList({ entries, chosen }: { entries: readonly CameraEntry[]; chosen: string | null }): JSX.Element {
  const { t } = useTranslation('cameras');
  const language = useLanguage();
  const administrator = useIsAdministrator();
  const [query, setQuery] = useState('');
  const found = findCameras(entries, query, language);
  const wrong = entries.filter(({ camera, status }) => ['waiting', 'impaired'].includes(cameraState(camera, status))).length;
  return (
    <nav className="camera-list" aria-label={t('list.title')}>
      <header className="camera-list-head">
        <h1>{t('list.title')}</h1>
        {administrator && (
          <Button size="compact-md" leftSection={<IconPlus size="1rem" />} onClick={() => navigate('cameras', 'new')} data-testid="add-camera">{t('list.add')}</Button>
        )}
        <p className="camera-list-count figures">
          <span className="dim">{t('list.count', { count: entries.length })}</span>
          {wrong > 0 && <span>{t('list.wrong', { count: wrong })}</span>}
        </p>
        <TextInput
          className="camera-list-search" value={query} leftSection={<IconSearch size="1rem" />} placeholder={t('list.search')} aria-label={t('list.search')}
          onChange={(event) => setQuery(event.currentTarget.value)} data-testid="camera-search"
        />
      </header>
      {found.length === 0 && entries.length > 0 ? (
        <Notice title={t('list.noneFound')}>{t('list.noneFoundHelp')}</Notice>
      ) : (
        <ul className="camera-list-rows">
          {found.map((entry) => <CameraRow key={entry.camera.id} entry={entry} chosen={entry.camera.id === chosen} />)}
        </ul>
      )}
    </nav>
  );
}
