import type { JSX } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { eventObjectWords } from '../../electron/contract/class-words.ts';
import type { EventDetail, EventSummary } from '../../electron/contract/event.ts';
import { addresses } from '../channel/addresses.ts';
import { useBehaviorTitle } from '../stores/behaviors.ts';
import { useAccount } from '../stores/session.ts';
import { formatClock, formatDay, formatDuration } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { useNow } from '../ui/now.ts';
import { SeverityBadge } from '../ui/severity.tsx';
import { useLanguage } from '../words/language.ts';
import { formatMeasure, formatReason, isPlainFact } from './measure.ts';
import { useReasonTitle } from './reason-title.ts';

/** More decisions than these go on no single sheet; the latest count. */
const shownDecisions = 8;

/** The event on paper: what a printer or a PDF gets in place of the screen (ui/print.css). */
export function EventSheet({ event, detail }: { event: EventSummary; detail: EventDetail | undefined }): JSX.Element {
  const { t } = useTranslation(['review', 'common', 'start']);
  const language = useLanguage();
  const title = useBehaviorTitle();
  const moment = (at: number): string => `${formatDay(at, language)} ${formatClock(at, language)}`;
  const facts: [string, string][] = [
    [t('sheet.camera'), event.cameraName],
    ...(event.place === null ? [] : ([[detail?.zone == null && detail?.line != null ? t('event.line') : t('event.zone'), event.place]] as [string, string][])),
    [t('event.at'), moment(event.startedAt)],
    [t('event.duration'), event.endedAt === null ? t('event.ongoing') : formatDuration(event.endedAt - event.startedAt, language)],
    [t('filter.severity'), t(`common:severity.${event.severity}`)],
    [t('sheet.state'), t(`common:eventState.${event.state}`)],
    [t('sheet.number'), event.id],
  ];
  return createPortal(
    <article className="print-sheet" aria-hidden data-testid="event-sheet">
      <header className="sheet-head">
        <Mark size="1.75rem" />
        <span className="sheet-product"><span lang="zh-CN">岗亭</span> <span lang="en">Watchhouse</span></span>
        <span className="sheet-kind">{t('sheet.title')}</span>
      </header>
      <div className="sheet-title">
        <h1>{title(event.behavior)}</h1>
        <SeverityBadge severity={event.severity} />
      </div>
      {event.hasPicture && <img className="sheet-picture" src={addresses.eventPicture(event.id)} alt={t('player.picture')} />}
      <dl className="sheet-facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      {detail !== undefined && <Measured detail={detail} />}
      {detail !== undefined && <Decisions detail={detail} moment={moment} />}
      <footer className="sheet-foot">
        <span>{t('start:principle')}</span>
        <Printed moment={moment} />
      </footer>
    </article>,
    document.body,
  );
}

function Measured({ detail }: { detail: EventDetail }): JSX.Element {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const titleOf = useReasonTitle(detail);
  return (
    <div className="sheet-columns">
      <section>
        <h2>{t('reason.title')}</h2>
        <table>
          <tbody>
            {detail.reasons.map((reason) => (
              <tr key={reason.measure}>
                <th>{titleOf(reason)}</th>
                <td>{isPlainFact(reason) ? '✓' : formatReason(reason, language)}{reason.model !== undefined && ` (${t('reason.model', { model: reason.model })})`}</td>
                <td>{isPlainFact(reason) ? '' : t(reason.atMost === true ? 'reason.most' : 'reason.threshold', { value: formatMeasure(reason.threshold, reason.unit, language) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {detail.objects.length > 0 && (
        <section>
          <h2>{t('objects.title')}</h2>
          <table>
            <tbody>
              {detail.objects.slice(0, 8).map(({ track, class: kind, confidence }) => <tr key={`${kind} ${track}`}><th>{eventObjectWords[kind][language]}</th><td>#{track}</td><td>{kind === 'thing' ? '' : `${Math.round(confidence * 100)}%`}</td></tr>)}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

function Decisions({ detail, moment }: { detail: EventDetail; moment: (at: number) => string }): JSX.Element {
  const { t } = useTranslation(['review', 'common']);
  return (
    <section>
      <h2>{t('history.title')}</h2>
      <table className="sheet-history">
        <tbody>
          {detail.history.slice(-shownDecisions).map((decision, index) => (
            <tr key={`${decision.at} ${index}`}>
              <td>{moment(decision.at)}</td>
              <th>{decision.state === 'open' ? t('history.reopened') : t(`common:eventState.${decision.state}`)}</th>
              <td>{[decision.reason === null ? '' : t(`dismiss.${decision.reason}`), decision.note].filter((part) => part !== '').join(' · ')}</td>
              <td>{decision.by}</td>
            </tr>
          ))}
          <tr><td>{moment(detail.startedAt)}</td><th>{t('history.raised')}</th><td /><td /></tr>
        </tbody>
      </table>
    </section>
  );
}

/** Who prints it and when; kept up to date, because a PDF is made without telling the page. */
function Printed({ moment }: { moment: (at: number) => string }): JSX.Element {
  const { t } = useTranslation('review');
  const now = useNow();
  const { username } = useAccount();
  return <span>{t('sheet.printed', { at: moment(now), by: username })}</span>;
}
