import { Button, Select } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelStatus, StationStatus } from '../../electron/contract/station.ts';
import type { z } from 'zod';
import { useAnswer, useChannel } from '../channel/use-channel.ts';
import { useIsAdministrator } from '../stores/session.ts';
import { useStation } from '../stores/station.ts';
import { useCallErrorText } from '../ui/call-error.ts';
import { tell } from '../ui/notices.ts';
import { useLanguage } from '../words/language.ts';

type Model = z.infer<typeof ModelStatus>;

/** Which models run on what, how fast each way was measured, and the choice between them. */
export function Models({ models }: { models: StationStatus['models'] }): JSX.Element {
  const { t } = useTranslation('station');
  const language = useLanguage();
  const channel = useChannel();
  const text = useCallErrorText();
  const administrator = useIsAdministrator();
  const settings = useAnswer('station.settings', {});
  const [checking, setChecking] = useState(false);

  const check = (): void => {
    setChecking(true);
    channel
      .call('station.checkProviders', {})
      .then((status) => useStation.setState({ status }), (error: unknown) => tell(text(error)))
      .finally(() => setChecking(false));
  };
  const choose = (provider: string | null): void => {
    if (settings.value === undefined) return;
    channel.call('station.setSettings', { settings: { ...settings.value, provider } }).then(
      (saved) => {
        settings.set(saved);
        tell(t('model.changed'));
      },
      (error: unknown) => tell(text(error)),
    );
  };
  return (
    <div className="models">
      {models.map((model) => (
        <div key={model.id} className="model" data-testid="model">
          <div className="model-words">
            <strong>{model.title[language]}</strong>
            <span className="dim figures">{model.licence} · sha256 {model.sha256.slice(0, 12)}…</span>
          </div>
          <Measured model={model} />
          {administrator && settings.value !== undefined && (
            <Select
              className="model-choice"
              aria-label={t('model.provider')}
              value={settings.value.provider ?? ''}
              data={[
                { value: '', label: t('model.fastest') },
                ...model.providers.map(({ id, msPerRun }) => ({ value: id, label: id.toUpperCase(), disabled: msPerRun === null })),
              ]}
              onChange={(value) => choose(value === '' ? null : value)}
            />
          )}
        </div>
      ))}
      {administrator && <Button className="models-check" variant="default" loading={checking} onClick={check} data-testid="check-providers">{t('model.check')}</Button>}
    </div>
  );
}

function Measured({ model }: { model: Model }): JSX.Element {
  const { t } = useTranslation('station');
  const slowest = Math.max(...model.providers.map(({ msPerRun }) => msPerRun ?? 0), 1);
  if (model.providers.length === 0) return <p className="dim">{t('model.measuring')}</p>;
  return (
    <ul className="providers">
      {model.providers.map(({ id, msPerRun, problem }) => (
        <li key={id} data-used={id === model.provider || undefined} title={problem ?? undefined}>
          <span>{id.toUpperCase()}{id === model.provider && <em>{t('model.used')}</em>}</span>
          {msPerRun === null ? (
            <span className="dim cut providers-problem">{t('model.absent')}</span>
          ) : (
            <>
              <span className="providers-bar"><i style={{ width: `${(msPerRun / slowest) * 100}%` }} /></span>
              <span className="figures">{msPerRun.toFixed(1)} ms</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
