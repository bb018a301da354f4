import { Button, PasswordInput } from '@mantine/core';
import { useRef, useState, type JSX, type ReactNode, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { EngineState, ShellCallName } from '../../electron/contract/desktop.ts';
import { Entrance } from '../start/entrance.tsx';
import { useCallErrorText } from '../ui/call-error.ts';
import { useNow } from '../ui/now.ts';
import { useLanguage } from '../words/language.ts';
import { callShell } from './bridge.ts';
import { secondsUntil, waysOut, type WayOut } from './gate.ts';

/** Everything a person can be told, and can do, while there is no engine to work with. */
export function EnginePage({ engine }: { engine: EngineState }): JSX.Element | null {
  const { t } = useTranslation('desktop');
  const language = useLanguage();
  switch (engine.phase) {
    case 'running':
      return null;
    case 'starting':
      return <Entrance title={t('engine.starting')} lead={t('engine.startingHelp')}><div className="engine-waiting" /></Entrance>;
    case 'stopping':
      return <Entrance title={t('engine.stopping')} lead={t('engine.stoppingHelp')}><div className="engine-waiting" /></Entrance>;
    case 'restarting':
      return <Restarting attempt={engine.attempt} retryAt={engine.retryAt} />;
    case 'failed':
      return (
        <Entrance title={t('engine.failed')} lead={engine.problem[language]} wide>
          <Ways ways={waysOut(engine.kind)} />
          {engine.kind === 'key-needs-keyring' && <section className="engine-more"><GiveUp aside /></section>}
        </Entrance>
      );
    case 'locked':
      return <Locked wrong={engine.wrong} />;
    case 'key-lost':
      return <KeyLost />;
  }
}

function Restarting({ attempt, retryAt }: { attempt: number; retryAt: number }): JSX.Element {
  const { t } = useTranslation('desktop');
  const seconds = secondsUntil(retryAt, useNow());
  return (
    <Entrance title={t('engine.restarting')} lead={seconds > 0 ? t('engine.restartsIn', { seconds }) : t('engine.restartsNow')}>
      <div className="engine-waiting" />
      {attempt > 2 && <p className="engine-more dim">{t('engine.restartedOften', { attempt })}</p>}
    </Entrance>
  );
}

/** A passphrase opens the data folder; who does not know it any more can give the key up. */
function Locked({ wrong }: { wrong: boolean }): JSX.Element {
  const { t } = useTranslation('desktop');
  const text = useCallErrorText();
  const [passphrase, setPassphrase] = useState('');
  const [error, setError] = useState<unknown>();
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (passphrase === '') return;
    setError(undefined);
    setPassphrase('');
    field.current?.focus();
    callShell('key.unlock', { passphrase }).catch(setError);
  };
  const problem = error !== undefined ? text(error) : wrong && passphrase === '' ? t('key.wrong') : undefined;
  return (
    <Entrance title={t('key.locked')} lead={t('key.lockedHelp')}>
      <form className="entrance-form" onSubmit={submit} noValidate data-testid="unlock">
        <PasswordInput ref={field} label={t('key.passphrase')} autoFocus autoComplete="off" value={passphrase} maxLength={256} onChange={(event) => setPassphrase(event.currentTarget.value)} />
        {problem !== undefined && <p className="entrance-problem" role="alert">{problem}</p>}
        <Button type="submit" size="md">{t('key.unlock')}</Button>
      </form>
      <section className="engine-more">
        <h2>{t('key.forgotten')}</h2>
        <p>{t('key.forgottenHelp')}</p>
        <Ways ways={['folder', 'quit']} aside><GiveUp aside /></Ways>
      </section>
    </Entrance>
  );
}

/** The key was protected by a keyring that is not here. */
function KeyLost(): JSX.Element {
  const { t } = useTranslation('desktop');
  return (
    <Entrance title={t('key.lost')} lead={t('key.lostHelp')} wide>
      <ul className="engine-steps">
        <li>{t('key.lostOldMachine')}</li>
        <li>{t('key.lostGiveUp')}</li>
      </ul>
      <Ways ways={['retry', 'folder', 'quit']}><GiveUp /></Ways>
    </Entrance>
  );
}

function GiveUp({ aside = false }: { aside?: boolean }): JSX.Element {
  const { t } = useTranslation('desktop');
  return <ShellButton call="key.giveUp" aside={aside}>{t('key.giveUp')}</ShellButton>;
}

const calls = { retry: 'engine.restart', folder: 'engine.chooseFolder', quit: 'shell.quit' } as const satisfies Record<WayOut, ShellCallName>;

/** @param aside beside what one comes here for, not in its place */
function Ways({ ways, aside = false, children }: { ways: readonly WayOut[]; aside?: boolean; children?: ReactNode }): JSX.Element {
  const { t } = useTranslation('desktop');
  return (
    <div className="engine-ways">
      {children}
      {ways.map((way, index) => <ShellButton key={way} call={calls[way]} aside={aside} first={index === 0 && children === undefined}>{t(`engine.way.${way}`)}</ShellButton>)}
    </div>
  );
}

/** A button that asks the shell for something which shows in the engine's state; what goes wrong stands beside it. */
function ShellButton({ call, first = false, aside = false, children }: { call: 'key.giveUp' | (typeof calls)[WayOut]; first?: boolean; aside?: boolean; children: ReactNode }): JSX.Element {
  const text = useCallErrorText();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const press = (): void => {
    setBusy(true);
    setError(undefined);
    callShell(call, {}).catch(setError).finally(() => setBusy(false));
  };
  return (
    <>
      <Button size={aside ? 'sm' : 'md'} variant={first ? 'filled' : 'default'} loading={busy} onClick={press} data-testid={call}>{children}</Button>
      {error !== undefined && <p className="entrance-problem" role="alert">{text(error)}</p>}
    </>
  );
}
