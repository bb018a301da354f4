import type { JSX } from 'react';
import { LoadingRows } from '../ui/states.tsx';

export function StationScreen(): JSX.Element {
  return <LoadingRows />;
}
