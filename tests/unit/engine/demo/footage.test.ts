import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseScene } from '../../../../electron/engine/behavior/parse-scene.ts';
import { chooseClips } from '../../../../electron/engine/demo/footage.ts';
import { sceneIn } from '../../../../electron/engine/demo/scenes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchhouse-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(path: string): string {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), 'x');
  return join(folder, path);
}

describe('the demonstration', () => {
  it('shows the drawn street, named as drawn, where there is no footage', () => {
    const [clip] = chooseClips(null, []);
    expect(clip?.source).toBeNull();
    expect(clip?.name).toMatchObject({ 'zh-CN': expect.stringContaining('绘制') as string, en: expect.stringContaining('drawn') as string });
  });

  it('shows files that the user names before anything else', () => {
    put('pets09-s2l1/vtest.avi');
    const mine = put('my video.mp4');
    expect(chooseClips(folder, [mine]).map(({ source }) => source)).toEqual([mine]);
  });

  it('shows at most six videos of a folder and passes over what is not a video', () => {
    for (let i = 0; i < 9; i++) put(`sub/clip-${i}.mp4`);
    put('sub/notes.txt');
    const clips = chooseClips(folder, []);
    expect(clips).toHaveLength(6);
    expect(new Set(clips.map(({ mount }) => mount)).size).toBe(6);
  });

  it('names its places in the language of the one who looks', () => {
    const names = (language: 'zh-CN' | 'en'): string[] => chooseClips(null, []).flatMap(({ scene }) => [...sceneIn(scene, language).zones, ...sceneIn(scene, language).lines].map(({ name }) => name));
    expect(names('en')).toEqual(['Doorway', 'Pavement']);
    expect(names('zh-CN')).toEqual(['门前', '人行道']);
  });

  it('watches only valid zones and lines', () => {
    for (const path of ['pets09-s2l1/vtest.avi', 'vehicles/highway-rear.avi', 'vehicles/parking-top-view.mp4']) put(path);
    for (const clip of [...chooseClips(folder, []), ...chooseClips(null, []), ...chooseClips(null, [put('a.mp4')])]) for (const language of ['zh-CN', 'en'] as const) expect(() => parseScene(sceneIn(clip.scene, language))).not.toThrow();
  });
});
