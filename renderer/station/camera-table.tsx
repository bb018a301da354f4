import { Button } from '@mantine/core';
import { IconDeviceCctv } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { cameraProblemWords } from '../../electron/contract/problems.ts';
import { routeHash } from '../routing.ts';
import { useCameras, type CameraEntry } from '../stores/cameras.ts';
import { useIsAdministrator } from '../stores/session.ts';
import { formatCount } from '../ui/format.ts';
import { Failed, LoadingRows, Notice } from '../ui/states.tsx';
import { streamLine } from '../ui/stream-line.ts';
import { useLanguage } from '../words/language.ts';

/** Cameras that are not live come first. */
function worstFirst(a: CameraEntry, b: CameraEntry): number {
  const rank = ({ status: { phase } }: CameraEntry): number => ({ waiting: 0, connecting: 1, live: 2, off: 3 })[phase];
  return rank(a) - rank(b);
}

/** The state of every camera in a line each. */
export function CameraTable(): JSX.Element {
  const { t } = useTranslation('station');
  const language = useLanguage();
  const { entries, error } = useCameras();
  const administrator = useIsAdministrator();
  if (entries === undefined) return error === undefined ? <LoadingRows rows={3} /> : <Failed error={error} />;
  if (entries.length === 0) {
    return (
      <Notice icon={<IconDeviceCctv />} title={t('camera.none')} action={administrator ? <Button component="a" variant="default" href="#/cameras/new">{t('camera.add')}</Button> : undefined} />
    );
  }
  return (
    <div className="table-frame">
      <table className="table" data-testid="camera-table">
        <thead><tr><th>{t('camera.name')}</th><th>{t('camera.state')}</th><th>{t('camera.stream')}</th><th>{t('camera.analysis')}</th><th>{t('camera.recording')}</th><th className="table-number">{t('camera.reconnects')}</th></tr></thead>
        <tbody>
          {entries.toSorted(worstFirst).map(({ camera, status }) => (
            <tr key={camera.id}>
              <td className="table-name"><a className="cut" href={routeHash({ screen: 'cameras', detail: camera.id })} title={camera.name}>{camera.name}</a></td>
              <td title={status.problem === null ? undefined : cameraProblemWords[status.problem][language]}>
                <span className="phase" data-phase={status.phase}>{t(`phase.${status.phase}`)}</span>
              </td>
              <td className="figures dim">{status.main === null ? '—' : streamLine(status.main)}</td>
              <td className="figures">
                {status.analysis.state === 'running' || status.analysis.state === 'slowed'
                  ? t('camera.pace', { fps: status.analysis.fps.toFixed(1), target: status.analysis.targetFps.toFixed(1) })
                  : t(`analysis.${status.analysis.state}`)}
                {status.analysis.dropped > 0 && <span className="dim"> {t('camera.dropped', { dropped: formatCount(status.analysis.dropped, language) })}</span>}
              </td>
              <td>{t(`recording.${status.recording.state}`)}</td>
              <td className="table-number figures">{formatCount(status.reconnects, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
