import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EventSummary } from '../../electron/contract/event.ts';
import { useChannel } from '../channel/use-channel.ts';
import { useBehaviorTitle } from '../stores/behaviors.ts';
import { useCallErrorText, useUndoErrorText } from '../ui/call-error.ts';
import { tell, untell } from '../ui/notices.ts';

/** Confirms an event from the wall, with a notice that takes it back. */
export function useDecideEvent(): (event: EventSummary) => void {
  const { t } = useTranslation(['wall', 'common']);
  const channel = useChannel();
  const title = useBehaviorTitle();
  const text = useCallErrorText();
  const undoText = useUndoErrorText();
  return (event) => {
    const what = `${title(event.behavior)}, ${event.cameraName}`;
    const noticeId = `decided ${event.id}`;
    const undo = (decisionId: number): void => {
      untell(noticeId);
      channel.call('events.undo', { eventId: event.id, decisionId }).then(
        () => tell(t('events.undone', { what }), { id: `${noticeId} undone` }),
        (error: unknown) => tell(undoText(error), { stayMs: 8_000 }),
      );
    };
    channel.call('events.decide', { eventId: event.id, state: 'confirmed', note: '' }).then(
      ({ standing }) =>
        tell(
          <span className="notice-line">
            <span>{t('events.confirmed', { what })}</span>
            {standing !== null && <Button variant="subtle" size="compact-sm" onClick={() => undo(standing.id)} data-testid="undo">{t('common:action.undo')}</Button>}
          </span>,
          { id: noticeId, stayMs: 8_000 },
        ),
      (error: unknown) => tell(text(error)),
    );
  };
}
