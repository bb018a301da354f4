import { memo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventSummary } from '../../electron/contract/event.ts';
import { addresses } from '../channel/addresses.ts';
import { navigate, routeHash } from '../routing.ts';
import { useBehaviorTitle } from '../stores/behaviors.ts';
import { useStation } from '../stores/station.ts';
import { SeveritySign } from '../ui/severity.tsx';
import { LoadingRows, Notice } from '../ui/states.tsx';
import { Moment } from '../ui/time.tsx';
import './event-side.css';

/** As many as fit the highest screen; the review screen has them all. */
const shownAtMost = 60;

type EventSideProps = { events: readonly EventSummary[] | undefined; chosen: string | null; onChoose: (eventId: string) => void };

function Counts(): JSX.Element | null {
  const open = useStation(({ status }) => status?.events.open);
  if (open === undefined) return null;
  return (
    <span className="event-side-counts figures">
      {(['red', 'yellow', 'blue'] as const).filter((severity) => open[severity] > 0).map((severity) => (
        <span key={severity}><SeveritySign severity={severity} size={0.75} /> {open[severity]}</span>
      ))}
    </span>
  );
}

const EventRow = memo(function EventRow({ event, chosen, onChoose }: { event: EventSummary; chosen: boolean; onChoose: (eventId: string) => void }): JSX.Element {
  const { t } = useTranslation('wall');
  const title = useBehaviorTitle();
  const ongoing = event.endedAt === null;
  return (
    <li>
      <a
        className="event-row"
        href={routeHash({ screen: 'review', detail: event.id })}
        aria-current={chosen || undefined}
        data-testid="side-event"
        data-event={event.id}
        ref={(element) => {
          if (chosen) element?.scrollIntoView({ block: 'nearest' });
        }}
        onFocus={() => onChoose(event.id)}
      >
        <span className="event-row-picture">{event.hasPicture && <img src={addresses.eventPicture(event.id)} alt="" loading="lazy" />}</span>
        <span className="event-row-text">
          <span className="event-row-first">
            <SeveritySign severity={event.severity} size={0.875} />
            <strong className="cut">{title(event.behavior)}</strong>
            <Moment at={event.startedAt} className="event-row-time" />
          </span>
          <span className="event-row-second cut" title={event.cameraName}>{event.cameraName}</span>
          <span className="event-row-third cut">{[event.place, ongoing ? t('events.ongoing') : null].filter((part) => part !== null).join(' · ')}</span>
        </span>
      </a>
    </li>
  );
});

/** The open events beside the wall: newest first, always one glance away. */
export const EventSide = memo(function EventSide({ events, chosen, onChoose }: EventSideProps): JSX.Element {
  const { t } = useTranslation('wall');
  return (
    <aside className="event-side" aria-label={t('events.title')} data-testid="event-side">
      <header className="event-side-head">
        <h2>{t('events.title')}</h2>
        <Counts />
        <button type="button" className="event-side-all" onClick={() => navigate('review')}>{t('events.all')}</button>
      </header>
      {events === undefined ? (
        <LoadingRows rows={6} height="3.5rem" />
      ) : events.length === 0 ? (
        <Notice title={t('events.none')}>{t('events.noneHelp')}</Notice>
      ) : (
        <ol className="event-side-list">
          {events.slice(0, shownAtMost).map((event) => (
            <EventRow key={event.id} event={event} chosen={event.id === chosen} onChoose={onChoose} />
          ))}
        </ol>
      )}
      {events !== undefined && events.length > 0 && (
        <footer className="event-side-foot" aria-hidden>
          <span><kbd>J</kbd> {t('events.next')}</span>
          <span><kbd>C</kbd> {t('events.confirm')}</span>
          <span><kbd>R</kbd> {t('events.review')}</span>
        </footer>
      )}
    </aside>
  );
});
