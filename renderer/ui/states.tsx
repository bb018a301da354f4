import { Button, Skeleton } from '@mantine/core';
import { IconLock, IconPlugConnectedX } from '@tabler/icons-react';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '../channel/channel.ts';
import { useCallErrorText } from './call-error.ts';
import './states.css';

/** What stands in place of content: a sign, one line that says what is, one that says what to do, and the way to do it. */
export function Notice({ icon, title, children, action }: { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode }): JSX.Element {
  return (
    <div className="state">
      {icon !== undefined && <div className="state-icon">{icon}</div>}
      <h2 className="state-title">{title}</h2>
      {children !== undefined && <p className="state-text">{children}</p>}
      {action !== undefined && <div className="state-action">{action}</div>}
    </div>
  );
}

/** Rows that are on their way; as many as will probably come, so that nothing jumps. */
export function LoadingRows({ rows = 6, height = '2.5rem' }: { rows?: number; height?: string }): JSX.Element {
  const { t } = useTranslation('common');
  return (
    <div className="state-rows" role="status" aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="sm" />
      ))}
    </div>
  );
}

/** A screen or part that could not be had: forbidden says who can, everything else says why and offers to try again. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }): JSX.Element {
  const { t } = useTranslation('common');
  const text = useCallErrorText();
  if (error instanceof CallError && error.kind === 'forbidden') return <Forbidden />;
  return (
    <Notice
      icon={<IconPlugConnectedX />}
      title={t('state.failed')}
      action={onRetry === undefined ? undefined : <Button variant="default" onClick={onRetry}>{t('action.retry')}</Button>}
    >
      {text(error)}
    </Notice>
  );
}

/** Something this account has no right to. */
export function Forbidden(): JSX.Element {
  const { t } = useTranslation('common');
  return (
    <Notice icon={<IconLock />} title={t('state.forbidden')}>
      {t('state.forbiddenHelp')}
    </Notice>
  );
}
