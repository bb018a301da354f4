import { IconAlertTriangle, IconCircleCheck, IconLoader, IconPlugConnectedX, IconZzz } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraState } from './health.ts';

const icons: Readonly<Record<CameraState, typeof IconZzz>> = {
  live: IconCircleCheck, impaired: IconAlertTriangle, connecting: IconLoader, waiting: IconPlugConnectedX, off: IconZzz,
};

/** The sign of a camera's state; severities keep their colours, so this one speaks by shape. */
export function CameraSign({ state, labelled = false }: { state: CameraState; labelled?: boolean }): JSX.Element {
  const { t } = useTranslation('cameras');
  const Icon = icons[state];
  return <Icon className={`camera-sign camera-sign-${state}`} {...(labelled ? { 'aria-hidden': true } : { role: 'img', 'aria-label': t(`state.${state}`) })} />;
}
