import { Modal } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeymap } from './keys.ts';
import './key-help.css';

const signs: Record<string, string> = {
  space: '␣', escape: 'Esc', enter: '↵', arrowdown: '↓', arrowup: '↑', arrowleft: '←', arrowright: '→', delete: 'Del', backspace: '⌫', shift: '⇧', pageup: 'PgUp', pagedown: 'PgDn',
};

/** How a key is printed on its cap. */
export function KeyCap({ name }: { name: string }): JSX.Element {
  const { t } = useTranslation('common');
  return <kbd>{name === 'space' ? t('keys.space') : (signs[name] ?? name.toUpperCase())}</kbd>;
}

/** All keys that work on the present screen; `?` opens and closes it. */
export function KeyHelp(): JSX.Element {
  const { t } = useTranslation('common');
  const { groups, helpOpen, setHelpOpen } = useKeymap();
  return (
    <Modal opened={helpOpen} onClose={() => setHelpOpen(false)} title={t('keys.title')} size="48rem" data-testid="key-help">
      <div className="key-help">
        {groups.toReversed().filter(({ group }) => group().bindings.length > 0).map(({ id, group }) => (
          <section key={id}>
            <h2>{group().title}</h2>
            <dl>
              {group().bindings.map(({ keys, title }) => (
                <div key={title}>
                  <dt>{keys.map((name) => <KeyCap key={name} name={name} />)}</dt>
                  <dd>{title}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
