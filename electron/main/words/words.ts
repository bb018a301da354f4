import type { Language } from '../../contract/words.ts';
import { en } from './en.ts';
import { zhCN } from './zh-cn.ts';

/** Everything the shell says by itself: menus, tray, notices, the system's dialogs. */
export type ShellWords = { readonly [K in keyof typeof en]: string };

const all: Readonly<Record<Language, ShellWords>> = { en, 'zh-CN': zhCN };

export function wordsIn(language: Language): ShellWords {
  return all[language];
}

/** Puts values into a sentence: `{{name}}`. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/** The language of a system that prefers these, best first, as BCP 47 tags. */
export function languageOf(preferred: readonly string[]): Language {
  return preferred[0]?.toLowerCase().startsWith('zh') === true ? 'zh-CN' : 'en';
}
