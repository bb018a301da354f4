import { IconAlertTriangle, IconPlayerRecordFilled } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera, CameraStatus } from '../../electron/contract/camera.ts';
import type { Severity } from '../../electron/contract/scene.ts';
import { formatClock } from '../ui/format.ts';
import { useLanguage } from '../words/language.ts';
import type { TileState } from './live/tile-state.ts';
import { resolutionName, type TileView } from './tile-view.ts';

type TileLineProps = { camera: Camera; status: CameraStatus; live: TileState | null; view: TileView['kind']; alarm: Severity | null };

/** The thin line over a picture: name, the camera's clock, and what the stream is like. */
export function TileLine({ camera, status, live, view }: TileLineProps): JSX.Element {
  const { t } = useTranslation('wall');
  const language = useLanguage();
  const { recording, analysis } = status;
  const config = live?.config;
  const slow = analysis.state === 'slowed';
  const trouble =
    recording.state === 'paused-disk' ? t('tile.recordingPaused') : recording.state === 'failed' ? t('tile.recordingFailed') : slow ? t('tile.slowed', { fps: analysis.fps.toFixed(1), target: analysis.targetFps }) : null;
  return (
    <div className="tile-line">
      <span className="tile-name cut" title={camera.name}>{camera.name}</span>
      {view === 'live' && config !== null && config !== undefined && (
        <span className="tile-facts figures" title={`${t('tile.latency')}: ${live?.latencyMs ?? '–'} ms · ${t('tile.dropped', { count: live?.dropped ?? 0 })}`}>
          {camera.subAddress !== undefined && live?.stream === 'sub' && <span>{t('tile.subStream')}</span>}
          <span>{resolutionName(config.width, config.height)}</span>
          <span>{Math.round(live?.fps ?? 0)} fps</span>
          {live?.latencyMs !== null && live?.latencyMs !== undefined && <span>{live.latencyMs} ms</span>}
        </span>
      )}
      {view === 'live' && trouble !== null && <span className="tile-mark" title={trouble} role="img" aria-label={trouble}><IconAlertTriangle /></span>}
      {view === 'live' && recording.state === 'recording' && <span className="tile-mark tile-recording" title={t('tile.recording')} role="img" aria-label={t('tile.recording')}><IconPlayerRecordFilled /></span>}
      {live?.shownAt !== null && live?.shownAt !== undefined && view === 'live' && (
        <time className="tile-clock" dateTime={new Date(live.shownAt).toISOString()}>{formatClock(live.shownAt, language)}</time>
      )}
    </div>
  );
}
