import { Button } from '@mantine/core';
import { IconAlertOctagon, IconRefresh } from '@tabler/icons-react';
import { Component, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannelState } from '../channel/use-channel.ts';
import { PartMissing } from './load-part.ts';
import { Notice } from './states.tsx';

function Crashed({ onReopen }: { onReopen: () => void }): JSX.Element {
  const { t } = useTranslation('common');
  return (
    <Notice icon={<IconAlertOctagon />} title={t('state.crashed')} action={<Button variant="default" onClick={onReopen}>{t('action.retry')}</Button>}>
      {t('state.crashedHelp')}
    </Notice>
  );
}

/** A screen whose program could not be fetched: only a reload brings it, and that only while the engine answers. */
function Missing(): JSX.Element {
  const { t } = useTranslation('common');
  const there = useChannelState() === 'open';
  return (
    <Notice icon={<IconRefresh />} title={t('state.outdated')} action={<Button disabled={!there} onClick={() => location.reload()} data-testid="reload">{t('action.reload')}</Button>}>
      {there ? t('state.outdatedHelp') : t('error.connection-lost')}
    </Notice>
  );
}

/** Keeps a mistake in one screen from taking the others with it. */
export class CrashBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };
  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error: error ?? new Error('unknown') };
  }
  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return error instanceof PartMissing ? <Missing /> : <Crashed onReopen={() => this.setState({ error: null })} />;
  }
}
