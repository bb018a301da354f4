import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { en } from '../../../../electron/main/words/en.ts';
import { fill, languageOf, wordsIn } from '../../../../electron/main/words/words.ts';
import { zhCN } from '../../../../electron/main/words/zh-cn.ts';

const root = join(import.meta.dirname, '../../../../electron/main');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/words[\\/](en|zh-cn)\.ts$/.test(file))
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n');
const escaped = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
/** Keys with a changing part, `severity.${severity}`, as patterns. */
const patterns = [...sources.matchAll(/`([a-z]+\.)\$\{\w+\}`/g)].map(([, start = '']) => new RegExp(`^${escaped(start)}[a-zA-Z]+$`));
const blanks = (text: string): string[] => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''))].sort();

describe('what the shell says by itself', () => {
  it('it says in both languages', () => {
    expect(Object.keys(zhCN)).toEqual(Object.keys(en));
  });
  it('is never nothing', () => {
    expect(Object.entries({ ...en }).filter(([key, text]) => text.trim() === '' || zhCN[key as keyof typeof en].trim() === '')).toEqual([]);
  });
  it('takes the same values in both languages', () => {
    for (const key of Object.keys(en) as (keyof typeof en)[]) expect(blanks(zhCN[key]), key).toEqual(blanks(en[key]));
  });
  it('has no blank that is not to be filled', () => {
    for (const text of [...Object.values(en), ...Object.values(zhCN)]) expect(text.replaceAll(/\{\{\w+\}\}/g, '')).not.toMatch(/[{}]/);
  });
  it('is Chinese in Chinese', () => {
    expect(Object.entries(zhCN).filter(([key, text]) => !/\p{Script=Han}/u.test(text) && key !== 'notice.at')).toEqual([]);
    expect(Object.entries(en).filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([]);
  });
  it('is each said somewhere', () => {
    expect(Object.keys(en).filter((key) => !sources.includes(`'${key}'`) && !sources.includes(`.${key}`) && !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
  });
});

describe('a sentence with blanks', () => {
  it('takes what belongs there, as often as it is named', () => {
    expect(fill('{{a}} and {{b}}, {{a}}', { a: 1, b: 'two' })).toBe('1 and two, 1');
  });
  it('keeps a blank that nothing is known for', () => {
    expect(fill('{{a}} {{constructor}} {{toString}}', { a: 0 })).toBe('0 {{constructor}} {{toString}}');
  });
  it('takes any value as it is', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (one, two) => fill('{{one}}|{{two}}', { one, two }) === `${one}|${two}`));
  });
});

describe('the language', () => {
  it.each([
    [['zh-CN', 'en'], 'zh-CN'], [['zh-Hant-TW'], 'zh-CN'], [['ZH'], 'zh-CN'], [['en-GB', 'zh-CN'], 'en'], [['fr'], 'en'], [[], 'en'],
  ] as const)('of a system that prefers %j is %s', (preferred, language) => {
    expect(languageOf(preferred)).toBe(language);
    expect(wordsIn(languageOf(preferred)).product).toBe(language === 'en' ? 'Watchhouse' : '岗亭');
  });
});
