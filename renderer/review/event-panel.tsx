import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { eventObjectWords } from '../../electron/contract/class-words.ts';
import type { EventDetail, EventSummary } from '../../electron/contract/event.ts';
import { useBehavior, useBehaviorTitle } from '../stores/behaviors.ts';
import { formatClock, formatDay, formatDuration } from '../ui/format.ts';
import { SeverityBadge } from '../ui/severity.tsx';
import { Failed, LoadingRows } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { useLanguage } from '../words/language.ts';
import { EventActions } from './event-actions.tsx';
import { EventSheet } from './event-sheet.tsx';
import { History } from './history.tsx';
import { Reasons } from './reasons.tsx';

/** What happened, why it was flagged, what took part, and what has been said about it. */
export function EventPanel({ event, detail, error, onRetry }: { event: EventSummary; detail: EventDetail | undefined; error: unknown; onRetry: () => void }): JSX.Element {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const title = useBehaviorTitle();
  const card = useBehavior(event.behavior);
  return (
    <div className="event" data-testid="event-panel">
      <header className="event-head">
        <SeverityBadge severity={event.severity} />
        <EventActions event={event} />
        <h1>{title(event.behavior)}</h1>
        <p className="event-camera" title={event.cameraName}>{event.cameraName}</p>
        <dl className="event-facts">
          {event.place !== null && <div><dt>{detail?.zone == null && detail?.line != null ? t('event.line') : t('event.zone')}</dt><dd>{event.place}</dd></div>}
          <div>
            <dt>{t('event.at')}</dt>
            <dd className="figures">{formatDay(event.startedAt, language)} <strong>{formatClock(event.startedAt, language)}</strong> <Ago at={event.startedAt} className="dim" /></dd>
          </div>
          <div>
            <dt>{t('event.duration')}</dt>
            <dd className="figures">{event.endedAt === null ? t('event.ongoing') : formatDuration(event.endedAt - event.startedAt, language)}</dd>
          </div>
        </dl>
      </header>
      <EventSheet event={event} detail={detail} />
      {detail === undefined && (error === undefined ? <LoadingRows rows={3} /> : <Failed error={error} onRetry={onRetry} />)}
      {detail !== undefined && (
        <>
          <Part title={t('reason.title')} {...(card === undefined ? {} : { hint: card.explanation[language] })}><Reasons detail={detail} /></Part>
          {detail.objects.length > 0 && (
            <Part title={t('objects.title')}>
              <ul className="objects">
                {detail.objects.map(({ track, class: kind, confidence }) => (
                  <li key={`${kind} ${track}`}>
                    <span>{eventObjectWords[kind][language]}</span><span className="dim figures">#{track}</span>
                    <span className="figures">{kind === 'thing' ? '' : `${Math.round(confidence * 100)}%`}</span>
                  </li>
                ))}
              </ul>
            </Part>
          )}
          <Part title={t('history.title')}><History detail={detail} /></Part>
        </>
      )}
    </div>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }): JSX.Element {
  return (
    <section className="event-part">
      <h2 title={hint}>{title}</h2>
      {children}
    </section>
  );
}
