import { Progress } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useShell } from './shell-store.ts';
import './saving-line.css';

/** A clip that is being saved, and how far that has come. */
export function SavingLine(): JSX.Element | null {
  const { t } = useTranslation('desktop');
  const saving = useShell(({ state }) => state?.saving ?? null);
  if (saving === null) return null;
  const percent = Math.floor(Math.min(1, Math.max(0, saving.share)) * 100);
  return (
    <div className="saving-line" role="status" data-testid="saving-line">
      <span className="cut" title={saving.file}>{t('save.saving', { file: saving.file })}</span>
      <span className="figures">{percent}%</span>
      <Progress className="saving-line-bar" value={percent} size="xs" aria-label={t('save.saving', { file: saving.file })} />
    </div>
  );
}
