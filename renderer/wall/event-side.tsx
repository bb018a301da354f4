import { memo, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventSummary } from '../../electron/contract/event.ts';
import { addresses } from '../channel/addresses.ts';
import { useKiosk } from '../desktop/shell-store.ts';
import { navigate, routeHash } from '../routing.ts';
import { useBehaviorTitle } from '../stores/behaviors.ts';
import { useStation } from '../stores/station.ts';
import { SeveritySign } from '../ui/severity.tsx';
import { LoadingRows, Notice } from '../ui/states.tsx';
import { Moment } from '../ui/time.tsx';
import './event-side.css';

/** As many as fit the highest screen; the review screen has them all. */
const shownAtMost = 60;

type EventSideProps = {
  events: readonly EventSummary[] | undefined;
  chosen: string | null;
  onChoose: (eventId: string) => void;
  /** Shows the picture of an event's camera on the wall. */
  onShow: (cameraId: string) => void;
};

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

const EventRow = memo(function EventRow({ event, chosen, onChoose, onShow }: { event: EventSummary; chosen: boolean } & Pick<EventSideProps, 'onChoose' | 'onShow'>): JSX.Element {
  const { t } = useTranslation('wall');
  const title = useBehaviorTitle();
  const ongoing = event.endedAt === null;
  return (
    <li>
      <EventRowFrame event={event} chosen={chosen} onChoose={onChoose} onShow={onShow}>
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
      </EventRowFrame>
    </li>
  );
});

/** What a row does when pressed: it opens the event for review; in a kiosk, which has no review, it shows the event's camera. */
function EventRowFrame({ event, chosen, onChoose, onShow, children }: { event: EventSummary; chosen: boolean; children: ReactNode } & Pick<EventSideProps, 'onChoose' | 'onShow'>): JSX.Element {
  const kiosk = useKiosk();
  const common = {
    className: 'event-row',
    'aria-current': chosen || undefined,
    'data-testid': 'side-event',
    'data-event': event.id,
    ref: (element: HTMLElement | null) => {
      if (chosen) element?.scrollIntoView({ block: 'nearest' });
    },
    onFocus: () => onChoose(event.id),
  };
  if (!kiosk) return <a {...common} href={routeHash({ screen: 'review', detail: event.id })}>{children}</a>;
  const show = (): void => {
    onChoose(event.id);
    onShow(event.cameraId);
  };
  return <button {...common} type="button" onClick={show}>{children}</button>;
}

/** The open events beside the wall: newest first, always one glance away. */
export const EventSide = memo(function EventSide({ events, chosen, onChoose, onShow }: EventSideProps): JSX.Element {
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
            <EventRow key={event.id} event={event} chosen={event.id === chosen} onChoose={onChoose} onShow={onShow} />
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
