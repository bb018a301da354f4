import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EventSummary } from '../../electron/contract/event.ts';
import { useChannel } from '../channel/use-channel.ts';
import { useBehaviorTitle } from '../stores/behaviors.ts';
import { useCallErrorText } from '../ui/call-error.ts';
import { tell, untell } from '../ui/notices.ts';

/** Confirms an event from the wall, with a notice that takes it back. */
export function useDecideEvent(): (event: EventSummary) => void {
  const { t } = useTranslation(['wall', 'common']);
  const channel = useChannel();
  const title = useBehaviorTitle();
  const text = useCallErrorText();
  return (event) => {
    const what = `${title(event.behavior)}, ${event.cameraName}`;
    const noticeId = `decided ${event.id}`;
    const undo = (): void => {
      untell(noticeId);
      channel.call('events.undo', { eventId: event.id }).then(
        () => tell(t('events.undone', { what }), { id: `${noticeId} undone` }),
        (error: unknown) => tell(text(error)),
      );
    };
    channel.call('events.decide', { eventId: event.id, state: 'confirmed', note: '' }).then(
      () =>
        tell(
          <span className="notice-line">
            <span>{t('events.confirmed', { what })}</span>
            <Button variant="subtle" size="compact-sm" onClick={undo} data-testid="undo">{t('common:action.undo')}</Button>
          </span>,
          { id: noticeId, stayMs: 8_000 },
        ),
      (error: unknown) => tell(text(error)),
    );
  };
}
