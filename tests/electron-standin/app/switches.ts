import { strict } from '../strict.ts';

export type CommandLine = Pick<Electron.CommandLine, 'appendSwitch' | 'appendArgument' | 'hasSwitch' | 'getSwitchValue' | 'removeSwitch'>;

/** Chromium's command line: what the program was started with, and what it appends. */
export function makeCommandLine(argv: readonly string[]): { readonly commandLine: CommandLine; readonly appended: Map<string, string> } {
  const given = new Map<string, string>();
  for (const argument of argv) {
    if (argument === '--') break;
    const found = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
    if (found?.[1] !== undefined) given.set(found[1].toLowerCase(), found[2] ?? '');
  }
  const appended = new Map<string, string>();
  const commandLine = strict('app.commandLine', {
    appendSwitch: (name: string, value = '') => {
      appended.set(name.toLowerCase(), value);
    },
    appendArgument: () => undefined,
    hasSwitch: (name: string) => appended.has(name.toLowerCase()) || given.has(name.toLowerCase()),
    getSwitchValue: (name: string) => appended.get(name.toLowerCase()) ?? given.get(name.toLowerCase()) ?? '',
    removeSwitch: (name: string) => {
      appended.delete(name.toLowerCase());
      given.delete(name.toLowerCase());
    },
  });
  return { commandLine, appended };
}
