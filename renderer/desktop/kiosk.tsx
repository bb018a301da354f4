import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type JSX, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '../channel/channel.ts';
import { navigate } from '../routing.ts';
import { useCallErrorText } from '../ui/call-error.ts';
import { formatDuration } from '../ui/format.ts';
import { useKeys } from '../ui/keys.ts';
import { useNow } from '../ui/now.ts';
import { useLanguage } from '../words/language.ts';
import { callShell } from './bridge.ts';
import { askToLeaveKiosk, closeKioskDialog, useKioskDialog } from './kiosk-store.ts';
import { useKiosk } from './shell-store.ts';
import './kiosk.css';

/** The way into the kiosk and out of it, in whatever the window shows. */
export function Kiosk(): JSX.Element {
  const { t } = useTranslation('desktop');
  const kiosk = useKiosk();
  const { open } = useKioskDialog();
  useKeys({ title: t('kiosk.title'), bindings: kiosk ? [{ keys: ['l'], title: t('kiosk.leave'), run: askToLeaveKiosk }] : [] });
  useEffect(() => closeKioskDialog(), [kiosk]);
  return (
    <>
      <Modal opened={open === 'enter' && !kiosk} onClose={closeKioskDialog} title={t('kiosk.enter')} size="28rem" data-testid="kiosk-enter-dialog"><Enter /></Modal>
      <Modal opened={open === 'leave' && kiosk} onClose={closeKioskDialog} title={t('kiosk.leave')} size="24rem" data-testid="kiosk-leave-dialog"><Leave /></Modal>
    </>
  );
}

function Enter(): JSX.Element {
  const { t } = useTranslation(['desktop', 'common']);
  const text = useCallErrorText();
  const [error, setError] = useState<unknown>();
  const enter = (): void => {
    navigate('wall');
    callShell('kiosk.enter', {}).catch(setError);
  };
  return (
    <div className="kiosk-form">
      <p>{t('kiosk.enterHelp')}</p>
      <p className="dim">{t('kiosk.enterLeave')}</p>
      {error !== undefined && <p className="kiosk-problem" role="alert">{text(error)}</p>}
      <div className="kiosk-buttons">
        <Button variant="default" onClick={closeKioskDialog}>{t('common:action.cancel')}</Button>
        <Button onClick={enter} data-autofocus data-testid="kiosk-enter">{t('kiosk.lock')}</Button>
      </div>
    </div>
  );
}

function Leave(): JSX.Element {
  const { t } = useTranslation(['desktop', 'start', 'common']);
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
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (busy || waitMs > 0 || username.trim().length < 2 || password === '') return;
    setBusy(true);
    setError(undefined);
    callShell('kiosk.leave', { username: username.trim(), password })
      .catch((reason: unknown) => {
        setError(reason);
        setPassword('');
        passwordField.current?.focus();
        if (reason instanceof CallError && reason.kind === 'too-many-tries') setAllowedAt(Date.now() + (reason.retryAfterMs ?? 5000));
      })
      .finally(() => setBusy(false));
  };
  const throttled = error instanceof CallError && error.kind === 'too-many-tries';
  const problem =
    waitMs > 0 ? t('start:signIn.throttled', { wait: formatDuration(Math.ceil(waitMs / 1000) * 1000, language) })
    : error === undefined || throttled ? null
    : error instanceof CallError && error.kind === 'forbidden' ? t('kiosk.notAdministrator')
    : text(error);
  return (
    <form className="kiosk-form" onSubmit={submit} noValidate data-testid="kiosk-leave-form">
      <p>{t('kiosk.leaveHelp')}</p>
      <TextInput label={t('start:field.username')} data-autofocus autoComplete="off" value={username} maxLength={64} onChange={(event) => setUsername(event.currentTarget.value)} />
      <PasswordInput ref={passwordField} label={t('start:field.password')} autoComplete="off" value={password} maxLength={256} onChange={(event) => setPassword(event.currentTarget.value)} />
      {problem !== null && <p className="kiosk-problem" role="alert">{problem}</p>}
      <div className="kiosk-buttons">
        <Button variant="default" onClick={closeKioskDialog}>{t('common:action.cancel')}</Button>
        <Button type="submit" loading={busy} disabled={waitMs > 0}>{t('kiosk.unlock')}</Button>
      </div>
    </form>
  );
}
