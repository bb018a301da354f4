import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ObjectClass } from '../../contract/scene.ts';
import { Language } from '../../contract/words.ts';
import { cliError } from './cli-error.ts';

export type AnalyzeOptions = {
  readonly source: string;
  readonly scene: string | null;
  readonly events: string | null;
  readonly tracks: string | null;
  readonly classes: readonly ObjectClass[] | null;
  readonly fps: number | 'source';
  readonly maxSeconds: number | null;
};

const names = ['scene', 'events', 'tracks', 'class', 'fps', 'max-seconds', 'lang', 'help'];
const defaultFps = 5;

type Values = Readonly<Partial<Record<string, string | string[] | boolean>>>;

function textOf(values: Values, name: string): string | null {
  const value = values[name];
  if (value === undefined) return null;
  if (typeof value !== 'string' || value === '') throw cliError('missing-value', { option: `--${name}` });
  return value;
}

/** parseArgs without its own complaints, which are English and span lines. */
function readArguments(args: readonly string[]): { values: Values; positionals: string[] } {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: {
      scene: { type: 'string' }, events: { type: 'string' }, tracks: { type: 'string' }, class: { type: 'string', multiple: true },
      fps: { type: 'string' }, 'max-seconds': { type: 'string' }, lang: { type: 'string' }, help: { type: 'boolean', short: 'h' },
    },
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (!names.includes(token.name)) throw cliError('unknown-option', { option: token.rawName });
    if (token.name !== 'help' && (token.value === undefined || (!token.inlineValue && token.value.startsWith('--'))))
      throw cliError('missing-value', { option: token.rawName });
  }
  return { values, positionals };
}

function numberOf(text: string): number {
  return /^\d+(\.\d+)?$|^\.\d+$/.test(text) ? Number(text) : Number.NaN;
}

function fpsOf(text: string | null): number | 'source' {
  if (text === null) return defaultFps;
  if (text === 'source') return 'source';
  const fps = numberOf(text);
  if (!(fps >= 0.1 && fps <= 120)) throw cliError('bad-fps', { value: text });
  return fps;
}

function secondsOf(text: string | null): number | null {
  if (text === null) return null;
  const seconds = numberOf(text);
  if (!(seconds > 0)) throw cliError('bad-seconds', { value: text });
  return seconds;
}

function classesOf(given: string | string[] | boolean | undefined): ObjectClass[] | null {
  if (!Array.isArray(given)) return null;
  return given
    .flatMap((list) => list.split(','))
    .map((name) => {
      const parsed = ObjectClass.safeParse(name.trim());
      if (!parsed.success) throw cliError('bad-class', { value: name, choices: ObjectClass.options.join(', ') });
      return parsed.data;
    });
}

/** The language that `--lang` asks for, also when the rest of the command is wrong. */
export function languageOption(args: readonly string[]): Language | null {
  const index = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const value = args[index]?.includes('=') === true ? args[index].slice('--lang='.length) : args[index + 1];
  const parsed = Language.safeParse(value);
  return index >= 0 && parsed.success ? parsed.data : null;
}

/** Reads the command; null asks for the usage. @throws CliError */
export function parseOptions(args: readonly string[]): AnalyzeOptions | null {
  const { values, positionals } = readArguments(args);
  if (values['help'] === true) return null;
  const [source, second] = positionals;
  if (source === undefined || source === '') throw cliError('no-source');
  if (second !== undefined) throw cliError('two-sources', { value: second });
  const language = textOf(values, 'lang');
  if (language !== null && !Language.safeParse(language).success) throw cliError('bad-language', { value: language });
  const options: AnalyzeOptions = {
    source,
    scene: textOf(values, 'scene'),
    events: textOf(values, 'events'),
    tracks: textOf(values, 'tracks'),
    classes: classesOf(values['class']),
    fps: fpsOf(textOf(values, 'fps')),
    maxSeconds: secondsOf(textOf(values, 'max-seconds')),
  };
  checkOutputs(options);
  return options;
}

function checkOutputs({ source, scene, events, tracks }: AnalyzeOptions): void {
  const outputs = [events, tracks].filter((file) => file !== null);
  if (events !== null && tracks !== null && resolve(events) === resolve(tracks)) throw cliError('same-output', { value: tracks });
  const inputs = [source, scene].filter((file) => file !== null).map((file) => resolve(file));
  for (const output of outputs) if (inputs.includes(resolve(output))) throw cliError('output-is-input', { value: output });
}
