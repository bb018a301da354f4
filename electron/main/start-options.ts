import { parseArgs } from 'node:util';
import { parseLink, type Link } from './desk/links.ts';

export type StartOptions = {
  /** Options for the engine: `--data FOLDER --demo FILE…`. */
  readonly engineArgs: readonly string[];
  /** No windows: the engine alone, for a service. */
  readonly engineOnly: boolean;
  /** Started with the system: in the tray, without coming to the front. */
  readonly hidden: boolean;
  readonly link: Link | null;
};

/**
 * Reads the program's own options out of a command line that also holds Chromium's and Electron's.
 * @param args without the program itself (and, unpackaged, without the folder of the program)
 */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: { data: { type: 'string' }, port: { type: 'string' }, demo: { type: 'boolean' }, 'engine-only': { type: 'boolean' }, hidden: { type: 'boolean' } },
  });
  const engineOnly = values['engine-only'] === true;
  // What follows a bare -- may look like an option, and would be one to the engine.
  const files = values.demo === true ? positionals.filter((text) => !text.includes('://') && !text.startsWith('-')) : [];
  return {
    engineArgs: [
      ...(typeof values.data === 'string' ? ['--data', values.data] : []),
      ...(engineOnly && typeof values.port === 'string' ? ['--port', values.port] : []),
      ...(values.demo === true ? ['--demo', ...files] : []),
    ],
    engineOnly,
    hidden: values.hidden === true,
    // Wherever it stands: Chromium moves the switches of a second start away from their values and in front of them.
    link: args.map(parseLink).find((link) => link !== null) ?? null,
  };
}
