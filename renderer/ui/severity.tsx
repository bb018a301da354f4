import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../electron/contract/scene.ts';
import './severity.css';

const shapes: Record<Severity, JSX.Element> = {
  red: <circle cx="8" cy="8" r="6.5" />,
  yellow: <path d="M8 1.5 15.2 14.5H.8z" />,
  blue: <path d="M2 2h12v12H2z" />,
};

/** The sign of a severity: colour and shape together; its name is read out unless text stands beside it. */
export function SeveritySign({ severity, size = 1, labelled = false }: { severity: Severity; size?: number; labelled?: boolean }): JSX.Element {
  const { t } = useTranslation('common');
  return (
    <svg
      className={`severity-sign severity-${severity}`}
      viewBox="0 0 16 16"
      style={{ width: `${size}em`, height: `${size}em` }}
      {...(labelled ? { 'aria-hidden': true } : { role: 'img', 'aria-label': t(`severity.${severity}`) })}
    >
      {shapes[severity]}
    </svg>
  );
}

/** Sign and name: ● 红色预警. */
export function SeverityBadge({ severity }: { severity: Severity }): JSX.Element {
  const { t } = useTranslation('common');
  return (
    <span className={`severity-badge severity-${severity}`}>
      <SeveritySign severity={severity} labelled />
      {t(`severity.${severity}`)}
    </span>
  );
}
