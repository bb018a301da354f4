import { Button, Progress, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShellCallName, UpdateState } from '../../../electron/contract/desktop.ts';
import { callShell, desktopBridge } from '../../desktop/bridge.ts';
import { useShell } from '../../desktop/shell-store.ts';
import { useCallErrorText } from '../../ui/call-error.ts';
import { formatBytes } from '../../ui/format.ts';
import { tell } from '../../ui/notices.ts';
import { useLanguage } from '../../words/language.ts';
import { isUpdateSource } from './update-source.ts';
import { Subject, type SettingsProps } from './subject.tsx';

type UpdateCall = Extract<ShellCallName, `update.${string}`>;

/** Where new versions come from, and the way of one into this computer. Nothing is fetched that nobody asked for. */
export function Updates({ settings, change }: SettingsProps): JSX.Element | null {
  const { t } = useTranslation('desktop');
  const text = useCallErrorText();
  const update = useShell(({ state }) => state?.update ?? null);
  const [source, setSource] = useState(settings.updateFrom ?? '');
  const [asking, setAsking] = useState<UpdateCall | null>(null);
  if (update === null) return null;
  const wrong = !isUpdateSource(source);
  const keepSource = (): void => {
    const wanted = source.trim() === '' ? null : source.trim();
    if (!wrong && wanted !== settings.updateFrom) change({ updateFrom: wanted });
  };
  const ask = (name: UpdateCall, now = false): void => {
    setAsking(name);
    (name === 'update.install' ? callShell(name, { now }) : callShell(name, {})).catch((error: unknown) => tell(text(error), { stayMs: 8000 })).finally(() => setAsking(null));
  };
  const busy = update.phase === 'looking' || update.phase === 'copying' || asking !== null;
  return (
    <Subject title={t('update.title')}>
      <p>{t('update.running', { version: desktopBridge()?.version ?? '' })}</p>
      <TextInput
        label={t('update.from')} description={t('update.fromHelp')} value={source} maxLength={1024} spellCheck={false} autoComplete="off" error={wrong ? t('update.fromWrong') : undefined} data-testid="update-from"
        onChange={(event) => setSource(event.currentTarget.value)} onBlur={keepSource}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keepSource();
        }}
      />
      <div className="subject-buttons">
        <Button variant="default" disabled={busy || settings.updateFrom === null} loading={update.phase === 'looking' || asking === 'update.look'} onClick={() => ask('update.look')} data-testid="update-look">{t('update.look')}</Button>
        <Button variant="default" disabled={busy} onClick={() => ask('update.choose')} data-testid="update-choose">{t('update.choose')}</Button>
      </div>
      <UpdateWords update={update} />
      {update.phase === 'found' && (
        <div className="subject-buttons">
          <Button disabled={busy} onClick={() => ask('update.install', false)} data-testid="update-later">{t('update.later')}</Button>
          <Button variant="default" disabled={busy} onClick={() => ask('update.install', true)} data-testid="update-now">{t('update.now')}</Button>
        </div>
      )}
      {update.phase === 'ready' && <div className="subject-buttons"><Button disabled={busy} onClick={() => ask('update.install', true)} data-testid="update-now">{t('update.now')}</Button></div>}
    </Subject>
  );
}

/** How far an update has come, or why there will be none. */
function UpdateWords({ update }: { update: UpdateState }): JSX.Element | null {
  const { t } = useTranslation('desktop');
  const language = useLanguage();
  switch (update.phase) {
    case 'none':
      return null;
    case 'looking':
      return <p className="update-words dim" role="status">{t('update.looking')}</p>;
    case 'current':
      return <p className="update-words" role="status">{t('update.current', { version: update.version })}</p>;
    case 'found':
      return (
        <div className="update-words" role="status" data-testid="update-found">
          <strong>{t('update.found', { version: update.version, size: formatBytes(update.bytes) })}</strong>
          {update.notes !== null && <p className="update-notes">{update.notes[language]}</p>}
        </div>
      );
    case 'copying':
      return (
        <div className="update-words" role="status">
          <span className="figures">{t('update.copying', { version: update.version, percent: Math.floor(update.share * 100) })}</span>
          <Progress mt="xs" value={update.share * 100} aria-label={t('update.copying', { version: update.version, percent: Math.floor(update.share * 100) })} />
        </div>
      );
    case 'ready':
      return <p className="update-words" role="status"><strong>{t('update.ready', { version: update.version })}</strong></p>;
    case 'refused':
      return (
        <div className="update-words update-refused" role="status" data-testid="update-refused">
          <strong>{update.version === null ? t('update.refused') : t('update.refusedVersion', { version: update.version })}</strong>
          <span>{t(`refusal.${update.reason}`)}</span>
        </div>
      );
  }
}
