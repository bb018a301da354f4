import type { JSX } from 'react';
import { LoadingRows } from '../ui/states.tsx';

export function ReviewScreen(): JSX.Element {
  return <LoadingRows />;
}
