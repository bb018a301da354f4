import { Button, Checkbox, Switch } from '@mantine/core';
import { TimePicker } from '@mantine/dates';
import { IconVolume } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Severity } from '../../../electron/contract/scene.ts';
import { playSound } from '../../desktop/sounds.ts';
import { SeverityBadge } from '../../ui/severity.tsx';
import { Subject, type SettingsProps } from './subject.tsx';

/** How events make themselves known at this computer: by notice and sound, and when they keep quiet. */
export function Alerts({ settings, change }: SettingsProps): JSX.Element {
  const { t } = useTranslation(['desktop', 'common']);
  const { notices, sounds } = settings;
  return (
    <Subject title={t('alerts.title')}>
      <p className="dim">{t('alerts.help')}</p>
      <table className="alerts">
        <thead><tr><th>{t('alerts.severity')}</th><th>{t('alerts.notice')}</th><th>{t('alerts.sound')}</th><th aria-label={t('alerts.try')} /></tr></thead>
        <tbody>
          {Severity.options.map((severity) => {
            const name = t(`common:severity.${severity}`);
            return (
              <tr key={severity}>
                <th scope="row"><SeverityBadge severity={severity} /></th>
                <td><Checkbox aria-label={`${name}: ${t('alerts.notice')}`} checked={notices[severity]} onChange={(event) => change({ notices: { ...notices, [severity]: event.currentTarget.checked } })} data-testid={`notice-${severity}`} /></td>
                <td><Checkbox aria-label={`${name}: ${t('alerts.sound')}`} checked={sounds[severity]} onChange={(event) => change({ sounds: { ...sounds, [severity]: event.currentTarget.checked } })} data-testid={`sound-${severity}`} /></td>
                <td><Button variant="subtle" size="compact-sm" leftSection={<IconVolume size="1rem" />} aria-label={`${name}: ${t('alerts.try')}`} onClick={() => playSound(severity)} data-testid={`try-${severity}`}>{t('alerts.try')}</Button></td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <QuietHours settings={settings} change={change} />
    </Subject>
  );
}

function QuietHours({ settings: { quietHours }, change }: SettingsProps): JSX.Element {
  const { t } = useTranslation('desktop');
  const setTime = (end: 'from' | 'to', time: string): void => {
    if (/^\d\d:\d\d$/.test(time) && time !== quietHours[end]) change({ quietHours: { ...quietHours, [end]: time } });
  };
  return (
    <>
      <Switch className="wide-switch" labelPosition="left" label={t('quiet.title')} description={t('quiet.help')} checked={quietHours.on} onChange={(event) => change({ quietHours: { ...quietHours, on: event.currentTarget.checked } })} data-testid="quiet-hours" />
      {quietHours.on && (
        <div className="quiet-times">
          {(['from', 'to'] as const).map((end) => (
            <TimePicker
              key={end} label={t(`quiet.${end}`)} format="24h" value={quietHours[end]} hoursInputLabel={`${t(`quiet.${end}`)}: ${t('quiet.hours')}`} minutesInputLabel={`${t(`quiet.${end}`)}: ${t('quiet.minutes')}`}
              onChange={(time) => setTime(end, time.slice(0, 5))} data-testid={`quiet-${end}`}
            />
          ))}
          {quietHours.from > quietHours.to && <p className="dim">{t('quiet.overMidnight')}</p>}
          {quietHours.from === quietHours.to && <p className="dim">{t('quiet.allDay')}</p>}
        </div>
      )}
    </>
  );
}
