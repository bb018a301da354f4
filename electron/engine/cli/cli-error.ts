import { commandLineWords, type CommandLineText } from '../../contract/words/command-line.ts';
import type { Language, Words } from '../../contract/words.ts';

/** Something the person at the keyboard has to put right: one sentence in both languages, exit status 2. */
export class CliError extends Error {
  readonly words: Words;
  constructor(words: Words) {
    super(words.en);
    this.words = words;
  }
}

export function fill(words: Words, values: Readonly<Record<string, string>>): Words {
  const put = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return { 'zh-CN': put(words['zh-CN']), en: put(words.en) };
}

export function cliError(text: CommandLineText, values: Readonly<Record<string, string>> = {}): CliError {
  return new CliError(fill(commandLineWords[text], values));
}

/** The language of the terminal, as POSIX looks it up; English unless it is Chinese. */
export function terminalLanguage(env: NodeJS.ProcessEnv): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return locale?.toLowerCase().startsWith('zh') === true ? 'zh-CN' : 'en';
}

/** One line, whatever a file name or a library put into it. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}
