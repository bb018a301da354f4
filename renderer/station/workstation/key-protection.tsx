import { Button, PasswordInput } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useState, type JSX, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { callShell } from '../../desktop/bridge.ts';
import { useShell } from '../../desktop/shell-store.ts';
import { useCallErrorText } from '../../ui/call-error.ts';
import { tell } from '../../ui/notices.ts';
import { passphraseProblem } from './passphrase.ts';
import { Subject } from './subject.tsx';

type Open = 'set' | 'remove' | null;

/** What guards the key that the cameras' passwords are sealed with, and how to change that. */
export function KeyProtection(): JSX.Element | null {
  const { t } = useTranslation('desktop');
  const guard = useShell(({ state }) => state?.keyGuard ?? null);
  const [open, setOpen] = useState<Open>(null);
  if (guard === null) return null;
  return (
    <Subject title={t('guard.title')}>
      <p className="dim">{t('guard.help')}</p>
      <p className="guard-now" data-testid="key-guard" data-guard={guard}>
        {guard === 'none' ? <IconAlertTriangle /> : <IconShieldCheck />}
        <span><strong>{t(`guard.${guard}`)}</strong> <span className="dim">{t(`guard.${guard}Help`)}</span></span>
      </p>
      {open === 'set' && <PassphraseForm onClose={() => setOpen(null)} />}
      {open === 'remove' && <Removal onClose={() => setOpen(null)} />}
      {open === null && (
        <div className="subject-buttons">
          <Button variant="default" onClick={() => setOpen('set')} data-testid="passphrase-set">{guard === 'passphrase' ? t('guard.change') : t('guard.set')}</Button>
          {guard === 'passphrase' && <Button variant="subtle" color="gray" onClick={() => setOpen('remove')} data-testid="passphrase-remove">{t('guard.remove')}</Button>}
        </div>
      )}
    </Subject>
  );
}

function PassphraseForm({ onClose }: { onClose: () => void }): JSX.Element {
  const { t } = useTranslation(['desktop', 'start', 'common']);
  const text = useCallErrorText();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const problem = tried ? passphraseProblem(passphrase, again) : null;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    if (passphraseProblem(passphrase, again) !== null) return;
    setBusy(true);
    callShell('key.protect', { passphrase }).then(
      () => {
        tell(t('guard.done'));
        onClose();
      },
      (reason: unknown) => {
        setError(reason);
        setBusy(false);
      },
    );
  };
  return (
    <form className="subject-form" onSubmit={submit} noValidate data-testid="passphrase-form">
      <p>{t('guard.setHelp')}</p>
      <PasswordInput autoFocus label={t('key.passphrase')} description={t('start:field.passwordHelp')} autoComplete="new-password" value={passphrase} maxLength={256} error={problem === 'short' ? t('start:problem.password-short') : undefined} onChange={(event) => setPassphrase(event.currentTarget.value)} />
      <PasswordInput label={t('guard.again')} autoComplete="new-password" value={again} maxLength={256} error={problem === 'differs' ? t('guard.differs') : undefined} onChange={(event) => setAgain(event.currentTarget.value)} />
      {error !== undefined && <p className="side-problem" role="alert">{text(error)}</p>}
      <div className="subject-buttons">
        <Button type="submit" loading={busy}>{t('common:action.save')}</Button>
        <Button variant="default" onClick={onClose}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
}

function Removal({ onClose }: { onClose: () => void }): JSX.Element {
  const { t } = useTranslation(['desktop', 'common']);
  const text = useCallErrorText();
  const [busy, setBusy] = useState(false);
  const remove = (): void => {
    setBusy(true);
    callShell('key.protect', { passphrase: null }).then(
      ({ guard }) => {
        tell(t(guard === 'none' ? 'guard.removedToNone' : 'guard.removedToKeyring'), { stayMs: 8000 });
        onClose();
      },
      (reason: unknown) => {
        setBusy(false);
        tell(text(reason), { stayMs: 8000 });
      },
    );
  };
  return (
    <div className="subject-form">
      <p>{t('guard.removeHelp')}</p>
      <div className="subject-buttons">
        <Button variant="default" loading={busy} onClick={remove} data-testid="passphrase-remove-now">{t('guard.remove')}</Button>
        <Button variant="default" onClick={onClose}>{t('common:action.cancel')}</Button>
      </div>
    </div>
  );
}
