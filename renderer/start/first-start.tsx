import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type JSX, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionDoor } from '../channel/session-door.ts';
import { navigate, setupKey } from '../routing.ts';
import { enterSession } from '../stores/session.ts';
import { useCallErrorText } from '../ui/call-error.ts';
import { useLanguage } from '../words/language.ts';
import { accountProblems } from './account-problems.ts';
import { Entrance } from './entrance.tsx';

/** First start: the first administrator's account, in the language chosen above the form. */
export function FirstStart(): JSX.Element {
  const { t } = useTranslation('start');
  const language = useLanguage();
  const text = useCallErrorText();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const problems = accountProblems({ username, password, again });

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    setBusy(true);
    setError(undefined);
    try {
      const session = await sessionDoor.createFirstAccount({ setupKey: setupKey(location.hash), username: username.trim(), password, language });
      navigate('wall', null, { replace: true });
      enterSession(session, { welcome: true });
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  };
  const problem = (field: keyof typeof problems): string | undefined => {
    const kind = problems[field];
    return tried && kind !== undefined ? t(`problem.${kind}`) : undefined;
  };
  return (
    <Entrance title={t('first.title')} lead={t('first.lead')}>
      <form className="entrance-form" onSubmit={(event) => void submit(event)} noValidate data-testid="first-account">
        <TextInput label={t('field.username')} autoFocus autoComplete="username" value={username} maxLength={64} error={problem('username')} onChange={(event) => setUsername(event.currentTarget.value)} />
        <PasswordInput label={t('field.password')} description={t('field.passwordHelp')} autoComplete="new-password" value={password} maxLength={256} error={problem('password')} onChange={(event) => setPassword(event.currentTarget.value)} />
        <PasswordInput label={t('field.again')} autoComplete="new-password" value={again} maxLength={256} error={problem('again')} onChange={(event) => setAgain(event.currentTarget.value)} />
        {error !== undefined && <p className="entrance-problem" role="alert">{text(error)}</p>}
        <Button type="submit" size="md" loading={busy}>{t('first.create')}</Button>
      </form>
    </Entrance>
  );
}
