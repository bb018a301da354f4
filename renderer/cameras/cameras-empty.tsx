import { Button } from '@mantine/core';
import { IconDeviceCctv, IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../routing.ts';
import { useIsAdministrator } from '../stores/session.ts';
import { Notice } from '../ui/states.tsx';
import { useStartDemo } from './start-demo.ts';

/** No camera yet: the two ways to the first picture. */
export function CamerasEmpty(): JSX.Element {
  const { t } = useTranslation('cameras');
  const administrator = useIsAdministrator();
  const { starting, start } = useStartDemo();
  return (
    <Notice
      icon={<IconDeviceCctv />}
      title={t('empty.title')}
      action={
        administrator && (
          <>
            <Button leftSection={<IconPlus size="1rem" />} onClick={() => navigate('cameras', 'new')} data-testid="add-first-camera">{t('list.add')}</Button>
            <Button variant="default" leftSection={<IconPlayerPlay size="1rem" />} loading={starting} onClick={start} data-testid="start-demo">{t('empty.demo')}</Button>
          </>
        )
      }
    >
      {administrator ? t('empty.text') : t('empty.reviewer')}
    </Notice>
  );
}
