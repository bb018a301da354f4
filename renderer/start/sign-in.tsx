import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useRef, useState, type JSX, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '../channel/channel.ts';
import { sessionDoor } from '../channel/session-door.ts';
import { enterSession } from '../stores/session.ts';
import { useCallErrorText } from '../ui/call-error.ts';
import { formatDuration } from '../ui/format.ts';
import { useNow } from '../ui/now.ts';
import { useLanguage } from '../words/language.ts';
import { Entrance } from './entrance.tsx';

/** Name and password; after too many tries a clock counts down to when the next one is allowed. */
export function SignIn({ expired }: { expired: boolean }): JSX.Element {
  const { t } = useTranslation('start');
  const language = useLanguage();
  const text = useCallErrorText();
  const now = useNow();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [allowedAt, setAllowedAt] = useState(0);
  const passwordField = useRef<HTMLInputElement>(null);
  const waitMs = Math.max(0, allowedAt - now);

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (busy || waitMs > 0 || username.trim() === '' || password === '') return;
    setBusy(true);
    setError(undefined);
    try {
      enterSession(await sessionDoor.signIn({ username: username.trim(), password }));
    } catch (reason) {
      setError(reason);
      setBusy(false);
      if (reason instanceof CallError && reason.kind === 'too-many-tries') setAllowedAt(Date.now() + (reason.retryAfterMs ?? 5000));
      setPassword('');
      passwordField.current?.focus();
    }
  };
  return (
    <Entrance title={t('signIn.title')} {...(expired ? { lead: t('signIn.expired') } : {})}>
      <form className="entrance-form" onSubmit={(event) => void submit(event)} noValidate data-testid="sign-in">
        <TextInput label={t('field.username')} autoFocus autoComplete="username" value={username} maxLength={64} onChange={(event) => setUsername(event.currentTarget.value)} />
        <PasswordInput ref={passwordField} label={t('field.password')} autoComplete="current-password" value={password} maxLength={256} onChange={(event) => setPassword(event.currentTarget.value)} />
        {waitMs > 0 ? (
          <p className="entrance-problem" role="alert">{t('signIn.throttled', { wait: formatDuration(Math.ceil(waitMs / 1000) * 1000, language) })}</p>
        ) : (
          error !== undefined && !(error instanceof CallError && error.kind === 'too-many-tries') && <p className="entrance-problem" role="alert">{text(error)}</p>
        )}
        <Button type="submit" size="md" loading={busy} disabled={waitMs > 0}>{t('signIn.submit')}</Button>
      </form>
    </Entrance>
  );
}
