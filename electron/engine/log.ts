import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { z } from 'zod';
import type { LogLine } from '../contract/station.ts';
import { withoutSecretFields } from './log/redact.ts';
import { RotatingFile } from './log/rotating-file.ts';

export type EngineLog = {
  readonly logger: Logger;
  /** A logger whose lines say which part of the engine speaks. */
  part(name: string): Logger;
  /** For lines that come from elsewhere, e.g. a worker. */
  say(level: LogLine['level'], part: string, message: string): void;
  /** The last lines, newest first. */
  recent(limit: number): LogLine[];
  subscribe(listener: (line: LogLine) => void): () => void;
  close(): void;
};

const keptLines = 1000;
const longestMessage = 2000;

/** What pino writes, as far as windows show it. */
const Written = z.object({ level: z.number(), time: z.number(), part: z.string().default('engine'), msg: z.string().default('') });

/**
 * The engine's log: JSON lines in `<data folder>/logs/engine.log` with bounded rotation, and the last lines in memory.
 * Every line passes the redaction whole, whatever way a credential got into it.
 */
export function openLog(dataFolder: string, level: LogLine['level'] = 'info'): EngineLog {
  const file = new RotatingFile(join(dataFolder, 'logs', 'engine.log'));
  const lines: LogLine[] = [];
  const listeners = new Set<(line: LogLine) => void>();

  const write = (text: string): void => {
    const safe = withoutSecretFields(JSON.parse(text));
    file.write(`${JSON.stringify(safe)}\n`);
    const line = toLine(safe);
    if (line === null) return;
    lines.push(line);
    if (lines.length > keptLines) lines.shift();
    for (const listener of [...listeners]) listener(line);
  };

  const logger = pino({ level, base: null }, { write });
  return {
    logger,
    part: (name) => logger.child({ part: name }),
    say: (lineLevel, part, message) => logger[lineLevel]({ part }, message.slice(0, longestMessage)),
    recent: (limit) => lines.slice(-limit).reverse(),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => file.close(),
  };
}

function toLine(value: unknown): LogLine | null {
  const written = Written.safeParse(value);
  if (!written.success) return null;
  const { level, time, part, msg } = written.data;
  const name = level >= 50 ? 'error' : level >= 40 ? 'warn' : level >= 30 ? 'info' : 'debug';
  return { at: time, level: name, part, message: msg.slice(0, longestMessage) };
}
