import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationStatus } from '../../electron/contract/station.ts';
import { useCameras } from '../stores/cameras.ts';
import { formatBytes, formatCount } from '../ui/format.ts';
import { useLanguage } from '../words/language.ts';

/** The camera workers: what they hold, what they use, and how often they had to be started again. */
export function WorkerTable({ workers }: { workers: StationStatus['workers'] }): JSX.Element {
  const { t } = useTranslation('station');
  const language = useLanguage();
  const entries = useCameras((state) => state.entries);
  if (workers.length === 0) return <p className="dim part-empty">{t('worker.none')}</p>;
  const names = (ids: readonly string[]): string => ids.map((id) => entries?.find(({ camera }) => camera.id === id)?.camera.name ?? '').filter(Boolean).join(language === 'en' ? ', ' : '、');
  return (
    <div className="table-frame">
      <table className="table" data-testid="worker-table">
        <thead>
          <tr>
            <th>{t('worker.number')}</th><th>{t('worker.state')}</th><th>{t('worker.cameras')}</th><th className="table-number">{t('worker.cpu')}</th><th className="table-number">{t('worker.memory')}</th>
            <th className="table-number">{t('worker.heartbeat')}</th><th className="table-number">{t('worker.restarts')}</th><th>{t('worker.lastExit')}</th>
          </tr>
        </thead>
        <tbody>
          {workers.map((worker) => (
            <tr key={worker.number}>
              <td className="figures">{worker.number}{worker.pid !== null && <span className="dim"> · {worker.pid}</span>}</td>
              <td><span className="phase" data-phase={worker.state === 'running' ? 'live' : worker.state === 'starting' ? 'connecting' : 'waiting'}>{t(`workerState.${worker.state}`)}</span></td>
              <td className="table-name"><span className="cut" title={names(worker.cameras)}><span className="figures">{worker.cameras.length}</span> <span className="dim">{names(worker.cameras)}</span></span></td>
              <td className="table-number figures">{worker.cpu.toFixed(2)}</td>
              <td className="table-number figures">{formatBytes(worker.rssBytes)}</td>
              <td className="table-number figures">{(worker.heartbeatAgeMs / 1000).toFixed(1)} s</td>
              <td className="table-number figures">{formatCount(worker.restarts, language)}</td>
              <td className="dim">{worker.lastExit ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
