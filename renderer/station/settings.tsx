import { Button, NumberInput, Switch } from '@mantine/core';
import { useState, type JSX, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationSettings } from '../../electron/contract/station.ts';
import { useAnswer, useChannel } from '../channel/use-channel.ts';
import { desktopBridge } from '../desktop/bridge.ts';
import { useCallErrorText } from '../ui/call-error.ts';
import { tell } from '../ui/notices.ts';
import { Failed, LoadingRows } from '../ui/states.tsx';
import { Part } from './part.tsx';
import { Workstation } from './workstation/workstation.tsx';

const gigabyte = 1e9;

/** What can be set: for the whole station, and in the desktop shell for this workstation. */
export function Settings(): JSX.Element {
  const { t } = useTranslation('station');
  return (
    <div className="settings-page">
      <Part title={t('settings.station')}><StationSettingsForm /></Part>
      {desktopBridge() !== null && <Workstation />}
    </div>
  );
}

/** What holds for the whole station; everything takes effect at once. */
function StationSettingsForm(): JSX.Element {
  const { value, error, reload, set } = useAnswer('station.settings', {});
  if (value === undefined) return error === undefined ? <LoadingRows rows={4} height="3.5rem" /> : <Failed error={error} onRetry={reload} />;
  return <SettingsForm key={JSON.stringify(value)} settings={value} onSaved={set} />;
}

function SettingsForm({ settings, onSaved }: { settings: StationSettings; onSaved: (settings: StationSettings) => void }): JSX.Element {
  const { t } = useTranslation(['station', 'common']);
  const channel = useChannel();
  const text = useCallErrorText();
  const [reserve, setReserve] = useState<number | string>(settings.reserveBytes / gigabyte);
  const [limited, setLimited] = useState(settings.keepBytes !== null);
  const [keep, setKeep] = useState<number | string>((settings.keepBytes ?? 500 * gigabyte) / gigabyte);
  const [busy, setBusy] = useState(false);
  const wrong = { reserve: typeof reserve !== 'number' || reserve < 0.5, keep: limited && (typeof keep !== 'number' || keep < 1) };
  const save = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (wrong.reserve || wrong.keep) return;
    setBusy(true);
    const wanted = { ...settings, reserveBytes: Math.round(Number(reserve) * gigabyte), keepBytes: limited ? Math.round(Number(keep) * gigabyte) : null };
    channel
      .call('station.setSettings', { settings: wanted })
      .then(
        (saved) => {
          tell(t('settings.saved'));
          onSaved(saved);
        },
        (reason: unknown) => tell(text(reason), { stayMs: 8000 }),
      )
      .finally(() => setBusy(false));
  };
  return (
    <form className="settings" onSubmit={save} noValidate data-testid="settings">
      <NumberInput label={t('settings.reserve')} description={t('settings.reserveHelp')} value={reserve} onChange={setReserve} min={0.5} max={100_000} step={1} suffix=" GB" decimalScale={1} {...(wrong.reserve ? { error: t('settings.reserveWrong') } : {})} />
      <Switch label={t('settings.limit')} description={t('settings.limitHelp')} checked={limited} onChange={(event) => setLimited(event.currentTarget.checked)} />
      {limited && <NumberInput label={t('settings.keep')} value={keep} onChange={setKeep} min={1} max={1_000_000} step={10} suffix=" GB" decimalScale={1} {...(wrong.keep ? { error: t('settings.keepWrong') } : {})} />}
      <div className="settings-foot">
        <Button type="submit" loading={busy}>{t('common:action.save')}</Button>
        <span className="dim">{t('settings.atOnce')}</span>
      </div>
    </form>
  );
}
