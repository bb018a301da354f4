import type { LogLine } from '../../electron/contract/station.ts';

export const levels = ['debug', 'info', 'warn', 'error'] as const;

/** Lines at least that serious that hold the text, the newest first. */
export function chosenLines(lines: readonly LogLine[], least: LogLine['level'], text: string): LogLine[] {
  const wanted = text.trim().toLowerCase();
  return lines
    .filter(({ level, part, message }) => levels.indexOf(level) >= levels.indexOf(least) && `${part} ${message}`.toLowerCase().includes(wanted))
    .toSorted((a, b) => b.at - a.at);
}
