import { lstatSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { getRawHeader } from '@electron/asar';
import type { PackedFolder } from './packed-folder.ts';

export type Part = { readonly part: string; readonly bytes: number; readonly files: number };
export type Sizes = { readonly parts: readonly Part[]; readonly totalBytes: number };

/** A packed file: path below the program's root (as the program sees it), size, and whether it lies beside the archive. */
export type PackedFile = { readonly path: string; readonly bytes: number; readonly unpacked: boolean };

type Entry = { readonly files?: Readonly<Record<string, Entry>>; readonly size?: number; readonly unpacked?: boolean };

/** All files of an archive, those beside it too. */
export function archivedFiles(archive: string): PackedFile[] {
  const files: PackedFile[] = [];
  const walk = (entry: Entry, path: string): void => {
    if (entry.files === undefined) files.push({ path, bytes: entry.size ?? 0, unpacked: entry.unpacked === true });
    else for (const [name, child] of Object.entries(entry.files)) walk(child, path === '' ? name : `${path}/${name}`);
  };
  walk(getRawHeader(archive).header, '');
  return files;
}

function outsideTheArchive(packed: PackedFolder): { path: string; bytes: number }[] {
  const inArchive = new Set([join(packed.resources, 'app.asar'), join(packed.resources, 'app.asar.unpacked')]);
  const walk = (folder: string): { path: string; bytes: number }[] =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      if (inArchive.has(path)) return [];
      const stat = lstatSync(path);
      return stat.isDirectory() ? walk(path) : [{ path: relative(packed.folder, path).split(sep).join('/'), bytes: stat.size }];
    });
  return walk(packed.folder);
}

const natives = ['onnxruntime-node', '@seydx/node-av', 'better-sqlite3', '@node-rs/argon2'];

/** The line of the table that a file of the archive counts for. */
function partOf({ path, unpacked }: PackedFile): string {
  const native = natives.find((name) => path.startsWith(`node_modules/${name}`));
  if (native !== undefined && unpacked) return `native: ${native.replace('@seydx/', '').replace('@node-rs/', '')}`;
  if (path.startsWith('node_modules/')) return 'packages (scripts)';
  if (path.startsWith('models/')) return 'models';
  if (path.startsWith('dist/renderer/')) return path.includes('noto-sans') ? 'windows: fonts' : 'windows';
  if (path.startsWith('dist/electron/main/') || path.startsWith('dist/electron/preload/')) return 'shell';
  if (path.startsWith('dist/electron/')) return 'engine';
  return 'other';
}

/** What takes how much room in an unpacked program, largest first. */
export function sizesOf(packed: PackedFolder): Sizes {
  const parts = new Map<string, { bytes: number; files: number }>();
  const add = (part: string, bytes: number): void => {
    const sum = parts.get(part) ?? { bytes: 0, files: 0 };
    parts.set(part, { bytes: sum.bytes + bytes, files: sum.files + 1 });
  };
  for (const file of archivedFiles(join(packed.resources, 'app.asar'))) add(partOf(file), file.bytes);
  for (const { bytes } of outsideTheArchive(packed)) add('electron', bytes);
  const list = [...parts].map(([part, sum]) => ({ part, ...sum })).sort((a, b) => b.bytes - a.bytes);
  return { parts: list, totalBytes: list.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** The sizes as a table for a terminal. */
export function sizeTable({ parts, totalBytes }: Sizes): string {
  const line = (part: string, bytes: number, files: string): string => `${part.padEnd(28)}${(bytes / 1e6).toFixed(1).padStart(9)} MB ${files.padStart(6)}`;
  return [...parts.map(({ part, bytes, files }) => line(part, bytes, `${files}`)), line('all', totalBytes, '')].join('\n');
}
