import { IconCheck } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail } from '../../electron/contract/event.ts';
import { useLanguage } from '../words/language.ts';
import { barPositions, formatMeasure, formatReason, isPlainFact } from './measure.ts';
import { useReasonTitle } from './reason-title.ts';

/** What made the alarm: each measured value against its threshold. */
export function Reasons({ detail }: { detail: EventDetail }): JSX.Element {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const titleOf = useReasonTitle(detail);
  return (
    <ul className="reasons" data-testid="reasons">
      {detail.reasons.map((reason) => {
        const title = titleOf(reason);
        if (isPlainFact(reason)) {
          return <li key={reason.measure} className="reason reason-fact"><IconCheck />{title}</li>;
        }
        const bar = barPositions(reason);
        return (
          <li key={reason.measure} className="reason">
            <span className="reason-title">{title}</span>
            <span className="reason-values figures">
              <strong>{formatReason(reason, language)}</strong>
              <span className="dim">{t(reason.atMost === true ? 'reason.most' : 'reason.threshold', { value: formatMeasure(reason.threshold, reason.unit, language) })}</span>
            </span>
            <div className="reason-bar" aria-hidden>
              <div style={{ width: `${bar.value * 100}%` }} />
              <i style={{ left: `${bar.threshold * 100}%` }} />
            </div>
            {reason.model !== undefined && <span className="reason-model dim figures">{t('reason.model', { model: reason.model })}</span>}
          </li>
        );
      })}
    </ul>
  );
}
