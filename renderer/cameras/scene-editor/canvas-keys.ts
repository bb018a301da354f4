import type { RelativePoint } from '../../../electron/contract/geometry.ts';
import type { EditorAction } from './actions.ts';
import { type Drawing, minCorners } from './model.ts';

type Key = { readonly key: string; readonly shiftKey: boolean };

const directions: Readonly<Record<string, RelativePoint>> = {
  ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 },
};
const fine = 0.005;
const coarse = 0.05;

/** How far an arrow key moves something, as a share of the picture: half a hundredth, with Shift ten times that. */
export function arrowStep({ key, shiftKey }: Key): RelativePoint | null {
  const direction = directions[key];
  if (direction === undefined) return null;
  const length = shiftKey ? coarse : fine;
  return { x: direction.x * length, y: direction.y * length };
}

/** What a key does while a shape is drawn: arrows move the cross, Space sets a corner, Enter finishes, Escape cancels. */
export function drawingKey(event: Key, { kind, points, cursor }: Drawing): EditorAction | null {
  const step = arrowStep(event);
  if (step !== null) return { type: 'cursor', point: { x: cursor.x + step.x, y: cursor.y + step.y } };
  const needed = kind === 'zone' ? minCorners : kind === 'ground' ? 4 : 2;
  switch (event.key) {
    case ' ':
    case 'Insert':
      return { type: 'addPoint', point: cursor };
    case 'Enter':
      return points.length < needed ? { type: 'addPoint', point: cursor } : { type: 'finish' };
    case 'Backspace':
    case 'Delete':
      return { type: 'undo' };
    case 'Escape':
      return { type: 'cancel' };
    default:
      return null;
  }
}
