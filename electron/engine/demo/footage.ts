import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import type { Scene } from '../../contract/scene.ts';
import type { Language, Words } from '../../contract/words.ts';

/** One camera of the demonstration. */
export type DemoClip = {
  readonly mount: string;
  readonly name: Words;
  /** A video file, or null for the drawn street. */
  readonly source: string | null;
  readonly scene: Scene;
};

const maxClips = 6;
const maxFolderDepth = 3;
const videoEndings = new Set(['.mp4', '.avi', '.mkv', '.mov', '.webm', '.ts', '.m4v']);

const zone = (id: string, name: string, ...points: readonly [number, number][]): Scene['zones'][number] => ({ id, name, points: points.map(([x, y]) => ({ x, y })) });
const rule = (id: string, behavior: string, place: { zone: string } | { line: string }, settings: Record<string, unknown> = {}): Scene['behaviors'][number] => ({ id, behavior, enabled: true, settings, ...place });

/** Places are named in both languages, `中文 · English`; a camera's scene has the half that its language asks for. */
export function sceneIn(scene: Scene, language: Language): Scene {
  const named = <T extends { readonly name: string }>(place: T): T => ({ ...place, name: place.name.split(' · ')[language === 'en' ? 1 : 0] ?? place.name });
  return { ...scene, zones: scene.zones.map(named), lines: scene.lines.map(named) };
}

/** The whole picture is watched where nothing is known of a clip. */
const anywhere: Scene = {
  zones: [zone('picture', '全画面 · Picture', [0.02, 0.02], [0.98, 0.02], [0.98, 0.98], [0.02, 0.98])],
  lines: [],
  behaviors: [rule('enter', 'intrusion', { zone: 'picture' }, { seconds: 1 })],
};

const crossing: Scene = {
  zones: [
    zone('lawn', '草坪 · Lawn', [0.0, 0.44], [0.3, 0.5], [0.52, 0.68], [0.98, 0.86], [0.98, 0.99], [0.0, 0.99]),
    zone('junction', '路口 · Junction', [0.3, 0.33], [0.7, 0.33], [0.86, 0.5], [0.7, 0.66], [0.42, 0.52]),
  ],
  lines: [{ id: 'path', name: '小路 · Path', from: { x: 0.2, y: 0.27 }, to: { x: 0.24, y: 0.46 } }],
  behaviors: [
    rule('lawn', 'intrusion', { zone: 'lawn' }, { classes: ['person'] }),
    rule('path', 'line-crossing', { line: 'path' }, { classes: ['person'] }),
    rule('stay', 'loitering', { zone: 'junction' }, { seconds: 15 }),
  ],
};

const highway: Scene = {
  zones: [],
  lines: [{ id: 'lanes', name: '断面 · Gate', from: { x: 0.0, y: 0.62 }, to: { x: 0.72, y: 0.62 } }],
  behaviors: [rule('lanes', 'line-crossing', { line: 'lanes' }, { footing: 'centre' })],
};

const parking: Scene = {
  zones: [zone('lane', '车道 · Lane', [0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.8])],
  lines: [],
  behaviors: [rule('lane', 'intrusion', { zone: 'lane' }, { classes: ['car', 'bus', 'truck'], footing: 'centre' })],
};

const street: Scene = {
  zones: [zone('door', '门前 · Doorway', [0.68, 0.36], [0.88, 0.36], [0.88, 0.63], [0.68, 0.63])],
  lines: [{ id: 'pavement', name: '人行道 · Pavement', from: { x: 0.3, y: 0.38 }, to: { x: 0.3, y: 0.63 } }],
  behaviors: [
    rule('door', 'intrusion', { zone: 'door' }, { classes: ['person'] }),
    rule('pavement', 'line-crossing', { line: 'pavement' }, { classes: ['person'] }),
  ],
};

/** Clips of the well-known footage folder, with scenes that fit their pictures. */
const known: readonly { readonly file: string; readonly name: Words; readonly scene: Scene }[] = [
  { file: 'pets09-s2l1/vtest.avi', name: { 'zh-CN': '演示 · 校园路口', en: 'Demo · campus crossing' }, scene: crossing },
  { file: 'vehicles/highway-rear.avi', name: { 'zh-CN': '演示 · 快速路', en: 'Demo · motorway' }, scene: highway },
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
