import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Severity } from '../../electron/contract/scene.ts';
import type { StationStatus } from '../../electron/contract/station.ts';
import { formatBytes, formatCount, formatDuration } from '../ui/format.ts';
import { SeveritySign } from '../ui/severity.tsx';
import { useLanguage } from '../words/language.ts';
import { CameraTable } from './camera-table.tsx';
import { Disk } from './disk.tsx';
import { Findings } from './findings.tsx';
import { Models } from './models.tsx';
import { Part } from './part.tsx';
import { WorkerTable } from './worker-table.tsx';

/** Everything that runs here, at a glance. */
export function Overview({ status }: { status: StationStatus }): JSX.Element {
  const { t } = useTranslation('station');
  return (
    <div className="overview">
      <Findings findings={status.findings} />
      <Facts status={status} />
      <Part title={t('disk.title')}><Disk disk={status.disk} /></Part>
      <Part title={t('camera.title')}><CameraTable /></Part>
      <Part title={t('worker.title')}><WorkerTable workers={status.workers} /></Part>
      <Part title={t('model.title')}><Models models={status.models} /></Part>
      <Part title={t('version.title')}>
        <dl className="versions">
          {Object.entries(status.versions).map(([name, version]) => <div key={name}><dt>{name}</dt><dd className="figures">{version}</dd></div>)}
        </dl>
      </Part>
    </div>
  );
}

function Facts({ status }: { status: StationStatus }): JSX.Element {
  const { t } = useTranslation('station');
  const language = useLanguage();
  const { engine, events } = status;
  const facts: [string, ReactNode, string | null][] = [
    [
      t('fact.open'),
      <span key="open" className="facts-severities">
        {Severity.options.map((severity) => <span key={severity}><SeveritySign severity={severity} size={0.75} />{formatCount(events.open[severity], language)}</span>)}
      </span>,
      t('fact.today', { today: formatCount(events.today, language) }),
    ],
    [t('fact.running'), formatDuration(Math.max(1000, status.at - status.startedAt), language), t('fact.pid', { pid: engine.pid })],
    [t('fact.cpu'), t('fact.cores', { cores: engine.cpu.toFixed(2) }), t('fact.allCores', { cores: (engine.cpu + status.workers.reduce((sum, { cpu }) => sum + cpu, 0)).toFixed(2) })],
    [t('fact.memory'), formatBytes(engine.rssBytes), t('fact.allMemory', { bytes: formatBytes(engine.rssBytes + status.workers.reduce((sum, { rssBytes }) => sum + rssBytes, 0)) })],
    [t('fact.delay'), `${engine.eventLoopDelayMs.toFixed(engine.eventLoopDelayMs < 10 ? 1 : 0)} ms`, t('fact.delayHelp')],
  ];
  return (
    <dl className="facts" data-testid="facts">
      {facts.map(([name, value, more]) => <div key={name}><dt>{name}</dt><dd className="facts-value figures">{value}</dd><dd className="dim figures">{more}</dd></div>)}
    </dl>
  );
}
