import { Button } from '@mantine/core';
import { IconDeviceCctv, IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannel } from '../channel/use-channel.ts';
import { navigate } from '../routing.ts';
import { useIsAdministrator } from '../stores/session.ts';
import { useCallErrorText } from '../ui/call-error.ts';
import { tell } from '../ui/notices.ts';
import { Notice } from '../ui/states.tsx';

/** No camera yet: the two ways to the first picture. */
export function WallEmpty(): JSX.Element {
  const { t } = useTranslation('wall');
  const channel = useChannel();
  const text = useCallErrorText();
  const administrator = useIsAdministrator();
  const [starting, setStarting] = useState(false);
  const startDemo = (): void => {
    setStarting(true);
    channel.call('demo.start', {}).catch((error: unknown) => {
      tell(text(error));
      setStarting(false);
    });
  };
  return (
    <Notice
      icon={<IconDeviceCctv />}
      title={t('empty.title')}
      action={
        administrator && (
          <>
            <Button leftSection={<IconPlus size="1rem" />} onClick={() => navigate('cameras', 'new')} data-testid="add-first-camera">{t('empty.add')}</Button>
            <Button variant="default" leftSection={<IconPlayerPlay size="1rem" />} loading={starting} onClick={startDemo} data-testid="start-demo">{t('empty.demo')}</Button>
          </>
        )
      }
    >
      {administrator ? t('empty.text') : t('empty.reviewer')}
    </Notice>
  );
}
