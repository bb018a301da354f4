import { Button } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import { Component, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from './states.tsx';

function Crashed({ onReopen }: { onReopen: () => void }): JSX.Element {
  const { t } = useTranslation('common');
  return (
    <Notice icon={<IconAlertOctagon />} title={t('state.crashed')} action={<Button variant="default" onClick={onReopen}>{t('action.retry')}</Button>}>
      {t('state.crashedHelp')}
    </Notice>
  );
}

/** Keeps a mistake in one screen from taking the others with it. */
export class CrashBoundary extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };
  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }
  override render(): ReactNode {
    return this.state.crashed ? <Crashed onReopen={() => this.setState({ crashed: false })} /> : this.props.children;
  }
}
