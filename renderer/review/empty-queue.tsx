import { Button } from '@mantine/core';
import { IconChecks, IconFilterOff, IconInbox } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannel } from '../channel/use-channel.ts';
import { useCameras } from '../stores/cameras.ts';
import { useIsAdministrator } from '../stores/session.ts';
import { Notice } from '../ui/states.tsx';
import { isNarrowed } from './filter.ts';
import { openOnly, showFilter, useQueue } from './queue-store.ts';

/** Nothing in the queue: because all is done, because the filter is narrow, or because nothing has happened yet. */
export function EmptyQueue(): JSX.Element {
  const { t } = useTranslation('review');
  const channel = useChannel();
  const filter = useQueue((state) => state.filter);
  const administrator = useIsAdministrator();
  const cameras = useCameras(({ entries }) => entries?.length ?? 0);
  if (isNarrowed(filter)) {
    return (
      <Notice icon={<IconFilterOff />} title={t('queue.noMatch')} action={<Button variant="default" onClick={() => showFilter(channel, openOnly)}>{t('filter.clear')}</Button>}>
        {t('queue.noMatchHelp')}
      </Notice>
    );
  }
  if (cameras === 0) {
    return (
      <Notice icon={<IconInbox />} title={t('queue.empty')} action={administrator ? <Button component="a" href="#/cameras/new">{t('queue.addCamera')}</Button> : undefined}>
        {t('queue.emptyHelp')}
      </Notice>
    );
  }
  return (
    <Notice icon={<IconChecks />} title={t('queue.done')} action={<Button variant="default" onClick={() => showFilter(channel, {})}>{t('queue.showAll')}</Button>}>
      {t('queue.doneHelp')}
    </Notice>
  );
}
