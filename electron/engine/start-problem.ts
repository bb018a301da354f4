import type { StartProblemKind } from '../contract/host.ts';
import type { Words } from '../contract/words.ts';
import { KeyError } from './accounts/key-error.ts';
import { OptionError } from './options.ts';
import { StoreError } from './store/store-error.ts';

export type StartProblem = {
  readonly kind: StartProblemKind;
  readonly words: Words;
  /** For a terminal: both languages, since nobody has chosen one yet. */
  readonly lines: readonly string[];
};

/** What to tell a person about an engine that could not start. */
export function startProblem(error: unknown): StartProblem {
  const [kind, words] = explained(error);
  if (words !== null) return { kind, words, lines: [words['zh-CN'], words.en] };
  const text = error instanceof Error ? error.message : String(error);
  return { kind, words: { 'zh-CN': text, en: text }, lines: [text] };
}

function explained(error: unknown): readonly [StartProblemKind, Words | null] {
  if (error instanceof StoreError) return [error.kind === 'not-a-backup' ? 'other' : error.kind, error.words];
  if (error instanceof KeyError) return [error.kind, error.words];
  if (error instanceof OptionError) return ['bad-options', null];
  return isPortTaken(error) ? ['port-taken', portTaken(error.port)] : ['other', null];
}

function isPortTaken(error: unknown): error is Error & { readonly port: number } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
}

function portTaken(port: number): Words {
  return {
    'zh-CN': `端口 ${port} 已被其他程序占用。请关闭该程序，或用 --port 换一个端口（0 表示自动选择）。`,
    en: `Port ${port} is in use by another program. Close that program, or choose another port with --port (0 takes any free one).`,
  };
}
