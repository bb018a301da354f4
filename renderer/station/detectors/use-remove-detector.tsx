import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Detector } from '../../../electron/contract/detector.ts';
import { useChannel } from '../../channel/use-channel.ts';
import { useCallErrorText } from '../../ui/call-error.ts';
import { tell, untell } from '../../ui/notices.ts';

const undoMs = 15_000;

/** Removes a detector at once, with a notice that brings it back. */
export function useRemoveDetector(onChanged: () => void): (detector: Detector) => void {
  const { t } = useTranslation(['station', 'common']);
  const channel = useChannel();
  const text = useCallErrorText();
  return ({ id: detectorId, name }) => {
    const noticeId = `removed ${detectorId}`;
    const failed = (error: unknown): void => tell(text(error));
    const restore = (): void => {
      untell(noticeId);
      channel.call('detectors.restore', { detectorId }).then(onChanged, failed);
    };
    channel.call('detectors.remove', { detectorId }).then(() => {
      onChanged();
      tell(
        <span className="notice-line">
          <span>{t('detectors.removed', { name })}</span>
          <Button variant="subtle" size="compact-sm" onClick={restore} data-testid="undo-detector-remove">{t('common:action.undo')}</Button>
        </span>,
        { id: noticeId, stayMs: undoMs },
      );
    }, failed);
  };
}
