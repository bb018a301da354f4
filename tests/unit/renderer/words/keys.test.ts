import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resources } from '../../../../renderer/words/resources.ts';

type Tree = { readonly [key: string]: string | Tree };

function flatten(tree: Tree, before = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[before + key, value]] : flatten(value, `${before}${key}.`)));
}

const plural = /_(zero|one|two|few|many|other)$/;
const keysOf = (tree: Tree): string[] => [...new Set(flatten(tree).map(([key]) => key.replace(plural, '')))].sort();

const root = join(import.meta.dirname, '../../../../renderer');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(root, file), 'utf8'));
const literals = new Set(sources.flatMap((text) => [...text.matchAll(/['"`]((?:[a-z]+:)?[\w-]+(?:\.[\w-]+)*)['"`]/g)].map(([, literal]) => literal ?? '')));
/** Keys with a changing part, `severity.${severity}`, as patterns. */
const patterns = sources.flatMap((text) =>
  [...text.matchAll(/`((?:[a-z]+:)?[\w.-]*\$\{[^`]*)`/g)].map(([, template]) => new RegExp(`^${(template ?? '').replaceAll(/\$\{[^}]*\}/g, '\0').replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll('\0', '[\\w-]+')}$`)),
);

const isUsed = (namespace: string, key: string): boolean =>
  [key, `${namespace}:${key}`].some((form) => literals.has(form) || patterns.some((pattern) => pattern.test(form)));

describe.each(Object.keys(resources.en) as (keyof typeof resources.en)[])('the texts of %s', (namespace) => {
  const en: Tree = resources.en[namespace];
  const zh: Tree = resources['zh-CN'][namespace];

  it('exist in both languages', () => {
    expect(keysOf(zh)).toEqual(keysOf(en));
  });

  it('are none of them empty', () => {
    expect([...flatten(en), ...flatten(zh)].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('take the same values in both languages', () => {
    const values = (tree: Tree): Record<string, string[]> =>
      Object.fromEntries(
        flatten(tree).filter(([key]) => !key.endsWith('_one')).map(([key, text]) => [key.replace(plural, ''), [...new Set([...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? ''))].sort()]),
      );
    expect(values(zh)).toEqual(values(en));
  });

  it('are each used somewhere in the windows', () => {
    expect(keysOf(en).filter((key) => !isUsed(namespace, key))).toEqual([]);
  });
});
