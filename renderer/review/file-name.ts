import type { EventSummary } from '../../electron/contract/event.ts';

const two = (value: number): string => value.toString().padStart(2, '0');

/** A name for a saved file that sorts by time and says what it is; without its ending, and without signs that a file system refuses. */
export function eventFileName({ startedAt, cameraName }: Pick<EventSummary, 'startedAt' | 'cameraName'>, behavior: string): string {
  const at = new Date(startedAt);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}-${two(at.getMinutes())}-${two(at.getSeconds())}`;
  return `${day} ${time} ${cameraName} ${behavior}`.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 100);
}
