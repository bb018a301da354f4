import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShellSettings } from '../../../electron/contract/desktop.ts';
import { callShell } from '../../desktop/bridge.ts';
import { useShellAnswer } from '../../desktop/use-shell-answer.ts';
import { useCallErrorText } from '../../ui/call-error.ts';
import { tell } from '../../ui/notices.ts';
import { Failed, LoadingRows } from '../../ui/states.tsx';
import { useLanguage } from '../../words/language.ts';
import { Alerts } from './alerts.tsx';
import { Crashes } from './crashes.tsx';
import { General } from './general.tsx';
import { KeyProtection } from './key-protection.tsx';
import type { ChangeSettings } from './subject.tsx';
import { Updates } from './updates.tsx';
import './workstation.css';

/** What holds for this computer, whoever sits at it. */
export function Workstation(): JSX.Element {
  const { t } = useTranslation('desktop');
  const text = useCallErrorText();
  const { value: saved, error, reload, set } = useShellAnswer('shell.settings');
  // The language is among the settings and may have been changed in the rail: what is sent back must have it.
  const language = useLanguage();
  useEffect(reload, [reload, language]);
  // What is on its way is shown at once; a refusal brings back what holds.
  const [wanted, setWanted] = useState<ShellSettings | null>(null);
  const settings = wanted ?? saved;
  const change: ChangeSettings = (patch) => {
    if (settings === undefined) return;
    const next = { ...settings, ...patch };
    setWanted(next);
    callShell('shell.setSettings', { settings: next })
      .then(set, (reason: unknown) => tell(text(reason), { stayMs: 8000 }))
      .finally(() => setWanted((now) => (now === next ? null : now)));
  };
  return (
    <section className="workstation" data-testid="workstation">
      <header className="part-head"><h2>{t('workstation.title')}</h2><span className="dim">{t('workstation.help')}</span></header>
      {settings === undefined ? (error === undefined ? <LoadingRows rows={4} height="3.5rem" /> : <Failed error={error} onRetry={reload} />) : (
        <div className="workstation-parts">
          <div>
            <General settings={settings} change={change} />
            <Alerts settings={settings} change={change} />
          </div>
          <div>
            <KeyProtection />
            <Updates settings={settings} change={change} />
          </div>
          <div><Crashes /></div>
        </div>
      )}
    </section>
  );
}
