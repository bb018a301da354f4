import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Severity } from '../../../../electron/contract/scene.ts';
import { SeveritySign } from '../../../ui/severity.tsx';

/** The three severities as their shapes, one of them chosen. */
export function SeverityChoice({ name, value, onChange }: { name: string; value: Severity; onChange: (severity: Severity) => void }): JSX.Element {
  const { t } = useTranslation(['cameras', 'common']);
  return (
    <fieldset className="rule-severity" data-field="severity">
      <legend>{t('scene.severity')}</legend>
      <div className="rule-severity-row">
        {Severity.options.map((severity) => (
          <label key={severity} className={`rule-severity-option severity-${severity}`} data-testid={`severity-${severity}`}>
            <input type="radio" name={`severity ${name}`} value={severity} checked={severity === value} onChange={() => onChange(severity)} />
            <SeveritySign severity={severity} size={1.125} labelled />
            <span>{t(`common:severity.${severity}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
