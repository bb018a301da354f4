import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export type EngineOptions = {
  /** Data folder. */
  readonly data: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly demo: boolean;
  /** Files for the demonstration. */
  readonly files: readonly string[];
  readonly footageFolder: string | null;
};

export class OptionError extends Error {}

export const defaultPort = 8710;

/** Where data belongs on this system when nothing else is said. */
export function defaultDataFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Watchhouse');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Watchhouse');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'watchhouse');
}

/**
 * Reads the engine's options: `--data FOLDER --port N --demo [FILE ...]`.
 * @param sharedFootage folder beside the checkout that is taken when WATCHHOUSE_FOOTAGE is not set
 * @throws OptionError with one line that says what is wrong
 */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv, sharedFootage: string | null): EngineOptions {
  const parsed = ((): ReturnType<typeof parse> => {
    try {
      return parse(args);
    } catch (error) {
      throw new OptionError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
  })();
  const { values, positionals } = parsed;
  const port = Number(values.port ?? env['WATCHHOUSE_PORT'] ?? defaultPort);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new OptionError('--port takes a whole number from 0 to 65535');
  if (positionals.length > 0 && !values.demo) throw new OptionError('files are played with --demo');
  return {
    data: values.data ?? env['WATCHHOUSE_DATA'] ?? defaultDataFolder(process.platform, env),
    port,
    demo: values.demo ?? false,
    files: positionals,
    footageFolder: env['WATCHHOUSE_FOOTAGE'] ?? sharedFootage,
  };
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], allowPositionals: true, options: { data: { type: 'string' }, port: { type: 'string' }, demo: { type: 'boolean' } } });
}
