import { IconCheck, IconX } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventState } from '../../electron/contract/event.ts';

/** A tick for confirmed, a cross for dismissed, a ring for open. */
export function StateSign({ state }: { state: EventState }): JSX.Element {
  const { t } = useTranslation('common');
  return (
    <span className={`state-sign state-sign-${state}`} role="img" aria-label={t(`eventState.${state}`)} title={t(`eventState.${state}`)}>
      {state === 'confirmed' && <IconCheck />}
      {state === 'dismissed' && <IconX />}
    </span>
  );
}
