import { commandLineWords } from '../../contract/words/command-line.ts';
import type { Language } from '../../contract/words.ts';
import { fill } from './cli-error.ts';

const everyMs = 500;

export type Progress = { readonly at: (sourceMs: number) => void; readonly end: () => void };

/** A line that is written over and over on a terminal; nothing where standard error is a file or a pipe. */
export function openProgress(language: Language, durationMs: number | null): Progress {
  if (!process.stderr.isTTY) return { at: () => undefined, end: () => undefined };
  const startedAt = performance.now();
  let toldAt = 0;
  return {
    at(sourceMs) {
      const now = performance.now();
      if (now - toldAt < everyMs) return;
      toldAt = now;
      const done = (sourceMs / 1000).toFixed(0);
      const of = durationMs === null ? '' : ` / ${(durationMs / 1000).toFixed(0)}`;
      const speed = (sourceMs / (now - startedAt)).toFixed(1);
      process.stderr.write(`\r\u001b[2K${fill(commandLineWords.progress, { done, of, speed })[language]}`);
    },
    end: () => void process.stderr.write('\r\u001b[2K'),
  };
}
