import type { JSX, ReactNode } from 'react';
import type { ShellSettings } from '../../../electron/contract/desktop.ts';

/** Changes some of the settings; they hold from then on. */
export type ChangeSettings = (patch: Partial<ShellSettings>) => void;
export type SettingsProps = { settings: ShellSettings; change: ChangeSettings };

/** One subject of the workstation's settings. */
export function Subject({ title, children }: { title: string; children: ReactNode }): JSX.Element {
  return (
    <section className="subject" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
