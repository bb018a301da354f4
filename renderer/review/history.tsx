import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail } from '../../electron/contract/event.ts';
import { Moment } from '../ui/time.tsx';
import { StateSign } from './state-sign.tsx';

/** Every decision about the event, the latest first; what was taken back stays readable. */
export function History({ detail }: { detail: EventDetail }): JSX.Element {
  const { t } = useTranslation(['review', 'common']);
  return (
    <ol className="history" data-testid="history">
      {detail.history.toReversed().map((decision, index) => (
        <li key={`${decision.at} ${index}`}>
          <StateSign state={decision.state} />
          <div>
            <div className="history-line">
              <strong>{decision.state === 'open' ? t('history.reopened') : t(`common:eventState.${decision.state}`)}</strong>
              {decision.reason !== null && <span>{t(`dismiss.${decision.reason}`)}</span>}
              <span className="dim cut">{decision.by}</span>
              <Moment at={decision.at} className="dim" />
            </div>
            {decision.note !== '' && <p className="history-note">{decision.note}</p>}
          </div>
        </li>
      ))}
      <li>
        <i className="history-raised" />
        <div className="history-line">
          <strong>{t('history.raised')}</strong>
          <Moment at={detail.startedAt} className="dim" />
        </div>
      </li>
    </ol>
  );
}
