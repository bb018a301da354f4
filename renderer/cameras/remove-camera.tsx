import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../electron/contract/camera.ts';
import { useChannel } from '../channel/use-channel.ts';
import { navigate } from '../routing.ts';
import { useCallErrorText } from '../ui/call-error.ts';
import { tell, untell } from '../ui/notices.ts';

const undoMs = 15_000;

/** Removes a camera at once, with a notice that brings it back. */
export function useRemoveCamera(): (camera: Camera) => void {
  const { t } = useTranslation(['cameras', 'common']);
  const channel = useChannel();
  const text = useCallErrorText();
  return (camera) => {
    const { id: cameraId, name } = camera;
    const noticeId = `removed ${cameraId}`;
    const restore = (): void => {
      untell(noticeId);
      channel.call('cameras.restore', { cameraId }).then(
        () => {
          tell(t('page.restored', { name }), { id: `restored ${cameraId}` });
          navigate('cameras', cameraId);
        },
        (error: unknown) => tell(text(error)),
      );
    };
    channel.call('cameras.remove', { cameraId }).then(
      () => {
        navigate('cameras');
        tell(
          <span className="notice-line">
            <span>{t('page.removed', { name })}</span>
            <Button variant="subtle" size="compact-sm" onClick={restore} data-testid="undo-remove">{t('common:action.undo')}</Button>
          </span>,
          { id: noticeId, stayMs: undoMs },
        );
      },
      (error: unknown) => tell(text(error)),
    );
  };
}
