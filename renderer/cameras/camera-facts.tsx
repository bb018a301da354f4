import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraStatus } from '../../electron/contract/camera.ts';
import type { CameraEntry } from '../stores/cameras.ts';
import { formatCount, formatDuration } from '../ui/format.ts';
import { useNow } from '../ui/now.ts';
import { streamLine } from '../ui/stream-line.ts';
import { useProblemText } from '../wall/problem-text.ts';
import { useLanguage } from '../words/language.ts';
import { CameraSign } from './camera-sign.tsx';
import { cameraState, impairments } from './health.ts';

function Fact({ name, children }: { name: string; children: ReactNode }): JSX.Element {
  return (
    <div className="camera-fact">
      <dt>{name}</dt>
      <dd className="figures">{children}</dd>
    </div>
  );
}

function Trouble({ entry }: { entry: CameraEntry }): JSX.Element | null {
  const { t } = useTranslation('cameras');
  const problemText = useProblemText();
  const now = useNow();
  const { camera, status } = entry;
  const state = cameraState(camera, status);
  if (state !== 'waiting' && state !== 'impaired') return null;
  const lines = state === 'waiting' ? (status.problem === null ? [] : [problemText(status.problem)]) : impairments(status).map((each) => t(`impairment.${each}`));
  const seconds = status.retryAt === null ? null : Math.ceil((status.retryAt - now) / 1_000);
  return (
    <div className="camera-trouble" role="status" data-testid="camera-trouble">
      <CameraSign state={state} labelled />
      <div>
        {lines.map((line) => <p key={line}>{line}</p>)}
        {seconds !== null && <p className="dim figures">{seconds > 0 ? t('page.retryIn', { seconds }) : t('page.retryNow')}</p>}
      </div>
    </div>
  );
}

function analysisText({ analysis }: CameraStatus, t: ReturnType<typeof useTranslation<'cameras'>>['t']): string {
  if (analysis.state === 'off') return t('page.analysisOff');
  if (analysis.state === 'failed') return t('page.analysisFailed');
  return t('page.analysisRate', { fps: analysis.fps.toFixed(1), target: analysis.targetFps });
}

/** A camera's health in figures, what is wrong first. */
export function CameraFacts({ entry }: { entry: CameraEntry }): JSX.Element {
  const { t } = useTranslation('cameras');
  const language = useLanguage();
  const now = useNow();
  const { camera, status } = entry;
  return (
    <section className="camera-facts" aria-label={t('page.health')}>
      <h2>{t('page.health')}</h2>
      <Trouble entry={entry} />
      <dl>
        <Fact name={t('page.state')}>{t('page.stateFor', { state: t(`state.${cameraState(camera, status)}`), duration: formatDuration(Math.max(0, now - status.since), language) })}</Fact>
        {status.main !== null && <Fact name={t('page.stream')}>{streamLine(status.main)}</Fact>}
        {status.sub !== null && <Fact name={t('page.subStream')}>{streamLine(status.sub)}</Fact>}
        <Fact name={t('page.analysis')}>{analysisText(status, t)}</Fact>
        <Fact name={t('page.recording')}>{t(`recordingState.${status.recording.state}`)} · {t(`form.recordingMode.${camera.recording}`)}</Fact>
        <Fact name={t('page.keep')}>{t('page.days', { count: camera.keepDays })}</Fact>
        <Fact name={t('page.reconnects')}>{formatCount(status.reconnects, language)}</Fact>
        <Fact name={t('page.dropped')}>{formatCount(status.analysis.dropped, language)}</Fact>
        <Fact name={t('page.address')}><span className="camera-address">{camera.address}</span></Fact>
      </dl>
    </section>
  );
}
