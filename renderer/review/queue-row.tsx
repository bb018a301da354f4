import { IconClockPlay, IconVideoOff } from '@tabler/icons-react';
import { memo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventSummary } from '../../electron/contract/event.ts';
import { useBehaviorTitle } from '../stores/behaviors.ts';
import { SeveritySign } from '../ui/severity.tsx';
import { Moment } from '../ui/time.tsx';
import { StateSign } from './state-sign.tsx';

type Props = { event: EventSummary | undefined; position: number; count: number; top: number; selected: boolean; busy: boolean; onSelect: (id: string) => void };

/** One event of the queue; a grey shape of one while it is on its way. */
export const QueueRow = memo(function QueueRow({ event, position, count, top, selected, busy, onSelect }: Props): JSX.Element {
  const { t } = useTranslation('review');
  const title = useBehaviorTitle();
  const style = { transform: `translateY(${top}px)` };
  if (event === undefined) return <div className="queue-row queue-row-coming" style={style} aria-hidden><i /><i /></div>;
  return (
    <div
      id={`event-${event.id}`}
      className="queue-row"
      style={style}
      role="option"
      aria-selected={selected}
      aria-posinset={position + 1}
      aria-setsize={count}
      data-state={event.state}
      data-busy={busy || undefined}
      data-event={event.id}
      data-testid="queue-row"
      onClick={() => onSelect(event.id)}
    >
      <SeveritySign severity={event.severity} size={1.0625} />
      <div className="queue-row-words">
        <div className="queue-row-line">
          <strong className="cut">{title(event.behavior)}</strong>
          <span className="queue-row-sign">
            {event.state !== 'open' && <StateSign state={event.state} />}
            {event.state === 'open' && event.clip === 'pending' && <IconClockPlay aria-label={t('clip.pending.title')} />}
            {event.state === 'open' && (event.clip === 'none' || event.clip === 'failed') && <IconVideoOff aria-label={t(`clip.${event.clip}.title`)} />}
          </span>
          <Moment at={event.startedAt} />
        </div>
        <div className="queue-row-line dim">
          <span className="cut" title={event.cameraName}>{event.cameraName}</span>
          {event.place !== null && <span className="cut queue-row-place" title={event.place}>{event.place}</span>}
        </div>
      </div>
    </div>
  );
});
