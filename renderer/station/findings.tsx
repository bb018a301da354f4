import { IconAlertCircle, IconAlertOctagonFilled, IconCircleCheck } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding, Health } from '../../electron/contract/station.ts';
import { routeHash, type Route } from '../routing.ts';
import { useFindingText } from './finding-text.ts';

const order: Record<Health, number> = { critical: 0, warning: 1, ok: 2 };
const signs: Record<Health, JSX.Element> = { critical: <IconAlertOctagonFilled />, warning: <IconAlertCircle />, ok: <IconCircleCheck /> };

/** Where a finding is looked into. */
function placeOf({ topic, cameraId }: Finding): Route | null {
  if (topic === 'detector-replaced') return { screen: 'station', detail: 'detectors' };
  if (cameraId !== null) return { screen: 'cameras', detail: cameraId };
  if (topic === 'recording-paused' || topic === 'disk-low' || topic === 'disk-reserve') return { screen: 'station', detail: 'settings' };
  if (topic === 'worker-restarting' || topic === 'clip-failed' || topic === 'model-failed' || topic === 'model-unusable') return { screen: 'station', detail: 'log' };
  return null;
}

/** What is wrong, worst first; one quiet line when nothing is. */
export function Findings({ findings }: { findings: readonly Finding[] }): JSX.Element {
  const { t } = useTranslation('station');
  const text = useFindingText();
  const wrong = findings.filter(({ health }) => health !== 'ok').toSorted((a, b) => order[a.health] - order[b.health]);
  if (wrong.length === 0) {
    return <p className="findings-none" data-testid="findings-none">{signs.ok}<strong>{t('finding.none')}</strong><span className="dim">{t('finding.noneHelp')}</span></p>;
  }
  return (
    <ul className="findings" data-testid="findings">
      {wrong.map((finding, index) => {
        const { title, help } = text(finding);
        const place = placeOf(finding);
        return (
          <li key={`${finding.topic} ${finding.cameraId ?? index}`} data-health={finding.health}>
            {signs[finding.health]}
            <div className="findings-words">
              <strong>{title}</strong>
              <span>{help}</span>
            </div>
            {place !== null && <a href={routeHash(place)}>{t('finding.look')}</a>}
          </li>
        );
      })}
    </ul>
  );
}
