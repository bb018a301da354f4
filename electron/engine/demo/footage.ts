import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import type { Words } from '../../contract/words.ts';
import { anywhere, crossing, motorway, parking, street, type DemoScene } from './scenes.ts';

/** One camera of the demonstration. */
export type DemoClip = {
  readonly mount: string;
  readonly name: Words;
  /** A video file, or null for the drawn street. */
  readonly source: string | null;
  readonly scene: DemoScene;
};

const maxClips = 6;
const maxFolderDepth = 3;
const videoEndings = new Set(['.mp4', '.avi', '.mkv', '.mov', '.webm', '.ts', '.m4v']);

/** Clips of the well-known footage folder, with scenes that fit their pictures. */
const known: readonly { readonly file: string; readonly name: Words; readonly scene: DemoScene }[] = [
  { file: 'pets09-s2l1/vtest.avi', name: { 'zh-CN': '演示 · 校园路口', en: 'Demo · campus crossing' }, scene: crossing },
  { file: 'vehicles/highway-rear.avi', name: { 'zh-CN': '演示 · 快速路', en: 'Demo · motorway' }, scene: motorway },
  { file: 'vehicles/parking-top-view.mp4', name: { 'zh-CN': '演示 · 停车场', en: 'Demo · car park' }, scene: parking },
];

export const drawnClip: DemoClip = { mount: 'drawn-street', name: { 'zh-CN': '演示 · 街道（程序绘制）', en: 'Demo · street (drawn)' }, source: null, scene: street };

function videosIn(folder: string, depth = 0): string[] {
  if (depth > maxFolderDepth) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return videosIn(path, depth + 1);
      return entry.isFile() && videoEndings.has(extname(entry.name).toLowerCase()) ? [path] : [];
    });
}

function clipOf(path: string): DemoClip {
  const name = basename(path, extname(path)).slice(0, 40);
  return { mount: `file-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`, name: { 'zh-CN': `演示 · ${name}`, en: `Demo · ${name}` }, source: path, scene: anywhere };
}

/**
 * Chooses what the demonstration shows: files named by the user; else the clips of the footage folder; else the street
 * that the program draws. At most six clips.
 */
export function chooseClips(footageFolder: string | null, files: readonly string[]): readonly DemoClip[] {
  const named = files.filter((path) => existsSync(path) && statSync(path).isFile());
  if (named.length > 0) return named.slice(0, maxClips).map(clipOf);
  if (footageFolder === null || !existsSync(footageFolder)) return [drawnClip];
  const fitting = known
    .filter(({ file }) => existsSync(join(footageFolder, file)))
    .map(({ file, name, scene }): DemoClip => ({ mount: relative('.', file).replace(/[^A-Za-z0-9]+/g, '-'), name, source: join(footageFolder, file), scene }));
  if (fitting.length > 0) return fitting;
  const found = videosIn(footageFolder).slice(0, maxClips).map(clipOf);
  return found.length > 0 ? found : [drawnClip];
}
