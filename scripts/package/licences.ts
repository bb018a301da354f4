/**
 * What of others is in the program, under which licence. `node scripts/package/licences.ts` makes the files alone:
 * `dist/licences.json` (a window can show it) and `dist/THIRD-PARTY-NOTICES.txt`.
 */
import { globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelCard } from '../../electron/engine/vision/model-card.ts';
import { judgeLicence } from './licence-terms.ts';
import { productionPackages, reachedPackages, readManifest, type InstalledPackage, type Manifest } from './shipped-packages.ts';

export const Component = z.strictObject({
  name: z.string(),
  version: z.string(),
  /** SPDX expression. */
  licence: z.string(),
  part: z.enum(['program', 'windows', 'platform', 'media', 'model']),
  homepage: z.string().nullable(),
  /** Key of its licence's text. */
  text: z.string(),
});
export type Component = z.infer<typeof Component>;
export const Licences = z.strictObject({ components: z.array(Component), texts: z.record(z.string(), z.string()) });
export type Licences = z.infer<typeof Licences>;

type Found = Omit<Component, 'text'> & { readonly words: string };

function homepageOf({ homepage, repository }: Manifest): string | null {
  const address = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? null;
  return address === null ? null : address.replace(/^git\+/, '').replace(/^git:\/\//, 'https://');
}

/** The SPDX expression of a package; empty when it says none. */
export function licenceOf(manifest: Manifest): string {
  const { license, licenses } = manifest;
  return typeof license === 'string' ? license : (license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? '');
}

function textOf({ folder, manifest }: InstalledPackage, licence: string): string {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(name) && !/\.(js|ts|json)$/.test(name));
  if (names.length > 0) return names.map((name) => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n');
  const author = typeof manifest.author === 'string' ? manifest.author : (manifest.author?.name ?? manifest.name);
  return `Licence: ${licence}\nCopyright: ${author}\nThe package brings no text of its own; see https://spdx.org/licenses/ and ${homepageOf(manifest) ?? 'its page'}.`;
}

function fromPackage(installed: InstalledPackage, part: Component['part']): Found {
  const licence = licenceOf(installed.manifest);
  return { name: installed.manifest.name, version: installed.manifest.version, licence, part, homepage: homepageOf(installed.manifest), words: textOf(installed, licence) };
}

/** Packages that the windows' sources import; their own dependencies are bundled with them. */
export function importedByWindows(root: string): string[] {
  const names = new Set<string>();
  for (const path of globSync('renderer/**/*.{ts,tsx,css}', { cwd: root })) {
    const text = readFileSync(join(root, path), 'utf8');
    for (const [, name] of text.matchAll(/(?:from|import|@import)\s+['"]((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/[^'"]*)?['"]/g)) if (name !== undefined) names.add(name);
  }
  return [...names].sort();
}

function models(root: string): Found[] {
  return readdirSync(join(root, 'models')).filter((name) => name.endsWith('.json')).map((name) => {
    const card = ModelCard.parse(JSON.parse(readFileSync(join(root, 'models', name), 'utf8')));
    const apache = readFileSync(join(root, 'node_modules/typescript/LICENSE.txt'), 'utf8').trim();
    return {
      name: `${card.title.en} (weights)`, version: card.origin.version, licence: card.licence, part: 'model', homepage: card.origin.project,
      words: card.licence === 'Apache-2.0' ? apache : `Licence: ${card.licence}, see ${card.origin.project}`,
    };
  });
}

/** What is inside binaries and not named by any package.json. */
function insideBinaries(root: string): Found[] {
  const electron = readManifest(join(root, 'node_modules/electron'));
  const gpl = readFileSync(join(root, 'LICENSE'), 'utf8').trim();
  const nodeAv = readManifest(join(root, 'node_modules/node-av'));
  const sqlite = readManifest(join(root, 'node_modules/better-sqlite3'));
  return [
    { name: 'Electron', version: electron.version, licence: 'MIT', part: 'platform', homepage: 'https://www.electronjs.org', words: readFileSync(join(root, 'node_modules/electron/LICENSE'), 'utf8').trim() },
    {
      name: 'Chromium and Node.js in Electron', version: electron.version, licence: 'BSD-3-Clause', part: 'platform', homepage: 'https://www.chromium.org',
      words: 'The licences of Chromium and of all that it contains are in LICENSES.chromium.html beside the program.',
    },
    {
      name: 'FFmpeg and codec libraries in node-av', version: nodeAv.version, licence: 'GPL-3.0-or-later', part: 'media', homepage: 'https://github.com/seydx/node-av',
      words: `The sources of this build, with its patches, are those of jellyfin-ffmpeg at the release that node-av ${nodeAv.version} names: https://github.com/jellyfin/jellyfin-ffmpeg\n\n${gpl}`,
    },
    { name: 'SQLite in better-sqlite3', version: sqlite.version, licence: 'blessing', part: 'program', homepage: 'https://sqlite.org', words: 'SQLite is in the public domain: https://sqlite.org/copyright.html' },
  ];
}

/** Throws with every component whose licence is not known or does not fit GPL-3.0-or-later. */
export function checkLicences(components: readonly Pick<Component, 'name' | 'version' | 'licence'>[]): void {
  const bad = components.map((component) => ({ ...component, verdict: judgeLicence(component.licence) })).filter(({ verdict }) => verdict !== 'fits');
  if (bad.length === 0) return;
  throw new Error(bad.map(({ name, version, licence, verdict }) => `${name} ${version}: ${verdict === 'unknown' ? `no known licence (${licence})` : `${licence} does not fit GPL-3.0-or-later`}`).join('\n'));
}

/** Everything that is shipped. @throws Error when a licence does not allow it */
export function collectLicences(root: string): Licences {
  const program = productionPackages(root).shipped;
  const isShipped = new Set(program.map(({ folder }) => folder));
  const windows = reachedPackages(root, importedByWindows(root)).filter(({ folder, manifest }) => !isShipped.has(folder) && !manifest.name.startsWith('@types/'));
  const found = [
    ...insideBinaries(root),
    ...models(root),
    ...program.map((installed) => fromPackage(installed, 'program')),
    ...windows.map((installed) => fromPackage(installed, 'windows')),
  ];
  checkLicences(found);
  const keys = new Map<string, string>();
  const components = found.map(({ words, ...component }) => {
    const text = keys.get(words) ?? String(keys.size + 1);
    keys.set(words, text);
    return { ...component, text };
  });
  return { components, texts: Object.fromEntries([...keys].map(([words, key]) => [key, words])) };
}

/** The same for a person who reads it as a file. */
export function notices({ components, texts }: Licences): string {
  const rule = '='.repeat(78);
  const head = 'Watchhouse contains the following works of others. Watchhouse itself: GPL-3.0-or-later.\n岗亭包含下列第三方作品。岗亭本身采用 GPL-3.0-or-later 许可。\n';
  const sections = Object.entries(texts).map(([key, text]) => {
    const names = components.filter((component) => component.text === key);
    return [rule, ...names.map(({ name, version, licence, homepage }) => `${name} ${version} (${licence})${homepage === null ? '' : ` ${homepage}`}`), rule, text, ''].join('\n');
  });
  return [head, ...sections].join('\n');
}

/** Writes both files. */
export function writeLicences(root: string): void {
  const licences = collectLicences(root);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist', 'licences.json'), JSON.stringify(licences));
  writeFileSync(join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'), notices(licences));
}

if (process.argv[1] === import.meta.filename) writeLicences(join(import.meta.dirname, '..', '..'));
