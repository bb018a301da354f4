import { parseArgs } from 'node:util';
import { storeCommandWords, type StoreCommandText } from '../../contract/words/store-commands.ts';
import { defaultDataFolder } from '../options.ts';
import { StoreError } from '../store/store-error.ts';
import { CliError, fill, oneLine, terminalLanguage } from './cli-error.ts';

const status = { badInput: 2, failed: 1 } as const;
const language = terminalLanguage(process.env);

export type StoreCommand = { readonly folder: string; readonly file: string };

export function storeCommandError(text: StoreCommandText, values: Readonly<Record<string, string>> = {}): CliError {
  return new CliError(fill(storeCommandWords[text], values));
}

/** Says a line to the person on standard output. */
export function tell(text: StoreCommandText, values: Readonly<Record<string, string>> = {}): void {
  process.stdout.write(`${oneLine(fill(storeCommandWords[text], values)[language])}\n`);
}

/** Runs a command on a data folder: `[FILE] [--data FOLDER]`. What a person can put right ends with status 2. */
export async function runStoreCommand(usage: StoreCommandText, takesFile: boolean, work: (command: StoreCommand) => void | Promise<void>): Promise<void> {
  try {
    await work(readCommand(usage, takesFile));
  } catch (error) {
    const known = error instanceof CliError || error instanceof StoreError;
    const words = known ? error.words : fill(storeCommandWords.failed, { detail: error instanceof Error ? error.message : String(error) });
    process.exitCode = known ? status.badInput : status.failed;
    process.stderr.write(`${oneLine(words[language])}\n`);
  }
}

function readCommand(usage: StoreCommandText, takesFile: boolean): StoreCommand {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { data: { type: 'string' } } });
    if (positionals.length !== (takesFile ? 1 : 0)) throw storeCommandError(usage);
    return { folder: values.data ?? process.env['WATCHHOUSE_DATA'] ?? defaultDataFolder(process.platform, process.env), file: positionals[0] ?? '' };
  } catch {
    throw storeCommandError(usage);
  }
}
