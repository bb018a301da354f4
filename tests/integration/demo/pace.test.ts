import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { Severity } from '../../../electron/contract/scene.ts';
import { chooseClips, drawnClip } from '../../../electron/engine/demo/footage.ts';
import { sceneIn } from '../../../electron/engine/demo/scenes.ts';
import { openVideoFile } from '../../../electron/engine/media/frames/video-file-frames.ts';
import { analyze } from '../../support/analyze.ts';
import { drawnStreetVideo } from '../../support/drawn-camera.ts';
import { footage } from '../../support/footage.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchhouse-demo-'));
afterAll(() => rmSync(folder, { recursive: true }));

const EventLine = z.object({ behavior: z.string(), severity: Severity, start: z.number() });
type Raised = z.output<typeof EventLine> & { readonly perMinute: number };

/** What a clip raises when it is played once, each event with how often a minute that is when it is played again and again. */
async function raised(file: string, scene: unknown): Promise<Raised[]> {
  const [sceneFile, events] = [join(folder, 'scene.json'), join(folder, 'events.jsonl')];
  writeFileSync(sceneFile, JSON.stringify(scene));
  expect(await analyze([file, '--scene', sceneFile, '--events', events], { cwd: folder })).toMatchObject({ status: 0, stderr: '' });
  const video = openVideoFile(file);
  const perMinute = 60_000 / (video.durationMs ?? Infinity);
  video.close();
  const lines = readFileSync(events, 'utf8').split('\n').filter((line) => line !== '');
  return lines.map((line) => ({ ...EventLine.parse(JSON.parse(line)), perMinute }));
}

function pace(all: readonly Raised[]): { first: number; perMinute: number; behaviors: number; severities: number } {
  return {
    first: Math.min(...all.map(({ start }) => start)),
    perMinute: all.reduce((sum, { perMinute }) => sum + perMinute, 0),
    behaviors: new Set(all.map(({ behavior }) => behavior)).size,
    severities: new Set(all.map(({ severity }) => severity)).size,
  };
}

const known = footage('vehicles/highway-rear.avi');

it.skipIf(known === null)('a newcomer sees a first event of the footage within half a minute, then a handful a minute, of several kinds', { timeout: 300_000 }, async () => {
  const all: Raised[] = [];
  for (const { source, scene } of chooseClips(join(known ?? '', '..', '..'), [])) all.push(...(await raised(source ?? '', sceneIn(scene, 'en'))));
  const seen = pace(all);
  console.log(`demonstration with footage: ${JSON.stringify(seen)}`);
  expect(seen).toMatchObject({ behaviors: 3, severities: 3 });
  expect(seen.first).toBeLessThan(30);
  expect(seen.perMinute).toBeGreaterThan(3);
  expect(seen.perMinute).toBeLessThanOrEqual(10);
});

it('and so with the drawn street', { timeout: 120_000 }, async () => {
  const seen = pace(await raised(`${drawnStreetVideo()}.mp4`, sceneIn(drawnClip.scene, 'en')));
  console.log(`demonstration with the drawn street: ${JSON.stringify(seen)}`);
  expect(seen).toMatchObject({ behaviors: 2, severities: 2 });
  expect(seen.first).toBeLessThan(30);
  expect(seen.perMinute).toBeGreaterThan(3);
  expect(seen.perMinute).toBeLessThanOrEqual(10);
});
