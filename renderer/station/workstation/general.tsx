import { Switch } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Subject, type SettingsProps } from './subject.tsx';

/** How the program lives on this computer. */
export function General({ settings, change }: SettingsProps): JSX.Element {
  const { t } = useTranslation('desktop');
  return (
    <Subject title={t('general.title')}>
      {(['startWithSystem', 'stayInTray', 'keepAwake'] as const).map((name) => (
        <Switch
          key={name} className="wide-switch" labelPosition="left" label={t(`general.${name}`)} description={t(`general.${name}Help`)} checked={settings[name]} data-testid={`setting-${name}`}
          onChange={(event) => change({ [name]: event.currentTarget.checked })}
        />
      ))}
    </Subject>
  );
}
