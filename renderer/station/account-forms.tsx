import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useState, type JSX, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Role, type Account } from '../../electron/contract/account.ts';
import { Language } from '../../electron/contract/words.ts';
import { useChannel } from '../channel/use-channel.ts';
import { accountProblems } from '../start/account-problems.ts';
import { useCallErrorText } from '../ui/call-error.ts';
import { useLanguage } from '../words/language.ts';

/** A new person: name, role, language and a first password. */
export function AccountForm({ onDone }: { onDone: (name: string) => void }): JSX.Element {
  const { t } = useTranslation(['station', 'start', 'common']);
  const channel = useChannel();
  const text = useCallErrorText();
  const [username, setUsername] = useState('');
  const [role, setRole] = useState<Role>('reviewer');
  const [language, setLanguage] = useState<Language>(useLanguage());
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<unknown>();
  const problems = accountProblems({ username, password, again: password });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    channel.call('accounts.create', { username, password, role, language }).then(() => onDone(username), setError);
  };
  return (
    <form className="side-form" onSubmit={submit} noValidate data-testid="account-form">
      <TextInput data-autofocus label={t('account.name')} value={username} maxLength={64} autoComplete="off" error={tried && problems.username !== undefined ? t(`start:problem.${problems.username}`) : undefined} onChange={(event) => setUsername(event.currentTarget.value)} />
      <Select label={t('account.role')} description={t(`account.${role}Help`)} value={role} data={Role.options.map((value) => ({ value, label: t(`common:role.${value}`) }))} onChange={(value) => setRole(Role.parse(value))} />
      <Select label={t('account.language')} value={language} data={[{ value: 'zh-CN', label: '简体中文' }, { value: 'en', label: 'English' }]} onChange={(value) => setLanguage(Language.parse(value))} />
      <PasswordInput label={t('account.firstPassword')} description={t('start:field.passwordHelp')} value={password} maxLength={256} autoComplete="new-password" error={tried && problems.password !== undefined ? t(`start:problem.${problems.password}`) : undefined} onChange={(event) => setPassword(event.currentTarget.value)} />
      {error !== undefined && <p className="side-problem" role="alert">{text(error)}</p>}
      <Button type="submit">{t('start:first.create')}</Button>
    </form>
  );
}

/** A new password; the own one needs the present one too. */
export function PasswordForm({ account, needsCurrent, onDone }: { account: Account; needsCurrent: boolean; onDone: () => void }): JSX.Element {
  const { t } = useTranslation(['station', 'start', 'common']);
  const channel = useChannel();
  const text = useCallErrorText();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<unknown>();
  const problems = accountProblems({ username: account.username, password, again });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    if (problems.password !== undefined || problems.again !== undefined) return;
    channel.call('accounts.setPassword', { accountId: account.id, password, ...(needsCurrent ? { current } : {}) }).then(() => {
      setCurrent('');
      setPassword('');
      setAgain('');
      setTried(false);
      setError(undefined);
      onDone();
    }, setError);
  };
  return (
    <form className="side-form" onSubmit={submit} noValidate data-testid="password-form">
      {needsCurrent && <PasswordInput data-autofocus label={t('account.current')} value={current} maxLength={256} autoComplete="current-password" onChange={(event) => setCurrent(event.currentTarget.value)} />}
      <PasswordInput label={t('account.newPassword')} description={t('start:field.passwordHelp')} value={password} maxLength={256} autoComplete="new-password" error={tried && problems.password !== undefined ? t(`start:problem.${problems.password}`) : undefined} onChange={(event) => setPassword(event.currentTarget.value)} />
      <PasswordInput label={t('start:field.again')} value={again} maxLength={256} autoComplete="new-password" error={tried && problems.again !== undefined ? t(`start:problem.${problems.again}`) : undefined} onChange={(event) => setAgain(event.currentTarget.value)} />
      {error !== undefined && <p className="side-problem" role="alert">{text(error)}</p>}
      <Button type="submit">{t('account.password')}</Button>
    </form>
  );
}
