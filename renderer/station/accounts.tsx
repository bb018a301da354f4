import { ActionIcon, Button, Drawer, Menu } from '@mantine/core';
import { IconDots, IconKey, IconUserMinus, IconUserPlus } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../electron/contract/account.ts';
import { useAnswer, useChannel } from '../channel/use-channel.ts';
import { useAccount, useIsAdministrator } from '../stores/session.ts';
import { useCallErrorText } from '../ui/call-error.ts';
import { formatDay } from '../ui/format.ts';
import { tell } from '../ui/notices.ts';
import { Failed, LoadingRows } from '../ui/states.tsx';
import { useLanguage } from '../words/language.ts';
import { AccountForm, PasswordForm } from './account-forms.tsx';

/** People who may sign in. Who is no administrator sees the own account only. */
export function Accounts(): JSX.Element {
  const { t } = useTranslation('station');
  const own = useAccount();
  if (useIsAdministrator()) return <EveryAccount />;
  return (
    <div className="accounts-own">
      <h2>{own.username}</h2>
      <PasswordForm account={own} needsCurrent onDone={() => tell(t('account.passwordSet'))} />
    </div>
  );
}

type Side = { kind: 'create' } | { kind: 'password' | 'remove'; account: Account };

function EveryAccount(): JSX.Element {
  const { t } = useTranslation(['station', 'common']);
  const language = useLanguage();
  const own = useAccount();
  const list = useAnswer('accounts.list', {});
  const [side, setSide] = useState<Side | null>(null);
  const done = (word: string): void => {
    setSide(null);
    tell(word);
    list.reload();
  };
  if (list.value === undefined) return list.error === undefined ? <LoadingRows rows={4} /> : <Failed error={list.error} onRetry={list.reload} />;
  const title = side === null ? '' : side.kind === 'create' ? t('account.create') : side.kind === 'password' ? t('account.setPassword', { name: side.account.username }) : t('account.remove', { name: side.account.username });
  return (
    <div className="accounts" data-testid="accounts">
      <Button className="accounts-add" leftSection={<IconUserPlus size="1.125rem" />} onClick={() => setSide({ kind: 'create' })} data-testid="account-create">{t('account.create')}</Button>
      <div className="table-frame">
        <table className="table">
          <thead><tr><th>{t('account.name')}</th><th>{t('account.role')}</th><th>{t('account.language')}</th><th>{t('account.since')}</th><th aria-label={t('account.actions')} /></tr></thead>
          <tbody>
            {list.value.map((account) => (
              <tr key={account.id} data-testid="account-row">
                <td className="table-name"><span className="cut" title={account.username}><strong>{account.username}</strong>{account.id === own.id && <span className="dim"> {t('account.you')}</span>}</span></td>
                <td>{t(`common:role.${account.role}`)}</td>
                <td>{account.language === 'en' ? 'English' : '简体中文'}</td>
                <td className="figures dim">{formatDay(account.createdAt, language)}</td>
                <td className="table-actions">
                  <Menu position="bottom-end">
                    <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={`${t('account.actions')}: ${account.username}`}><IconDots /></ActionIcon></Menu.Target>
                    <Menu.Dropdown>
                      <Menu.Item leftSection={<IconKey size="1rem" />} onClick={() => setSide({ kind: 'password', account })}>{t('account.password')}</Menu.Item>
                      {account.id !== own.id && <Menu.Item leftSection={<IconUserMinus size="1rem" />} onClick={() => setSide({ kind: 'remove', account })}>{t('account.removeIt')}</Menu.Item>}
                    </Menu.Dropdown>
                  </Menu>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Drawer opened={side !== null} onClose={() => setSide(null)} title={title} size="24rem">
        {side?.kind === 'create' && <AccountForm onDone={(name) => done(t('account.created', { name }))} />}
        {side?.kind === 'password' && <PasswordForm account={side.account} needsCurrent={side.account.id === own.id} onDone={() => done(t('account.passwordSet'))} />}
        {side?.kind === 'remove' && <Removal account={side.account} onDone={() => done(t('account.removed', { name: side.account.username }))} />}
      </Drawer>
    </div>
  );
}

function Removal({ account, onDone }: { account: Account; onDone: () => void }): JSX.Element {
  const { t } = useTranslation('station');
  const channel = useChannel();
  const text = useCallErrorText();
  return (
    <div className="side-form">
      <p>{t('account.removeHelp')}</p>
      <Button variant="default" data-testid="account-remove" onClick={() => void channel.call('accounts.remove', { accountId: account.id }).then(onDone, (error: unknown) => tell(text(error), { stayMs: 8000 }))}>{t('account.remove', { name: account.username })}</Button>
    </div>
  );
}
