import type { JSX } from 'react';
import { LoadingRows } from '../ui/states.tsx';

export function CamerasScreen(): JSX.Element {
  return <LoadingRows />;
}
