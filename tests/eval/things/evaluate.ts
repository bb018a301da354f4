import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RelativeBox } from '../../../electron/contract/geometry.ts';
import { Scene } from '../../../electron/contract/scene.ts';
import type { Episode } from '../../../electron/engine/behavior/episode.ts';
import { openVideoFile } from '../../../electron/engine/media/frames/video-file-frames.ts';
import { InferenceThread } from '../../../electron/engine/vision/inference/inference-thread.ts';
import { readModel } from '../../../electron/engine/vision/model-card.ts';
import { overlap } from '../../../electron/engine/vision/overlap.ts';
import { footage } from '../../support/footage.ts';
import { BadInput } from '../bad-input.ts';
import { keptAnswers } from '../kept-answers.ts';
import { watchFile } from '../watch-file.ts';
import { composedFps, crossingScene, plateScene, type Composed, type PlateTrouble, type Truth } from './compose.ts';
import { medianOf, readFilm, writeFilm } from './film.ts';

/** An event with the moment at which it was told. */
type Told = { readonly episode: Episode; readonly toldAt: number };

const leftSeconds = 20;
const takenSeconds = 10;
const whole = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }];
/** Both rules over the whole picture: the hardest place to be free of false alarms. */
const scene = Scene.parse({
  zones: [{ id: 'whole', name: 'whole', points: whole }],
  behaviors: [
    { id: 'left', behavior: 'object-left', settings: { seconds: leftSeconds } },
    { id: 'taken', behavior: 'object-taken', zone: 'whole', settings: { seconds: takenSeconds } },
  ],
});

async function eventsIn(file: string, thread: InferenceThread, longest: number): Promise<Told[]> {
  const { models, save } = keptAnswers({ detect: (picture) => thread.detect(picture), fit: longest, poses: null, fights: null }, file);
  const told = new Map<string, Told>();
  await watchFile(openVideoFile(file), scene, models, composedFps, {
    onEpisode: ({ episode }, frame) => told.set(episode.id, { episode, toldAt: told.get(episode.id)?.toldAt ?? frame?.at ?? Infinity }),
  });
  save();
  return [...told.values()];
}

/** When a truth's definition is met, or null when it never is. */
function metAt({ behavior, fromMs, untilMs, aloneMs }: Truth): number | null {
  if (behavior === 'object-taken') return untilMs + takenSeconds * 1000;
  const met = Math.max(fromMs, aloneMs) + leftSeconds * 1000;
  return met < untilMs ? met : null;
}

type Score = { expected: number; found: number; events: number; right: number; delays: number[]; missed: string[]; wrong: string[]; contested: number; contestedMissed: string[] };

function relative({ box }: Truth, { width, height }: Composed): RelativeBox {
  return { left: box.left / width, top: box.top / height, width: box.width / width, height: box.height / height };
}

function thingBox({ objects }: Episode): RelativeBox {
  return objects.find((object) => object.class === 'thing')?.path[0]?.box ?? { left: 0, top: 0, width: 0, height: 0 };
}

function compare(composed: Composed, told: readonly Told[], score: Score): void {
  const left = [...told];
  for (const truth of composed.truths) {
    const met = metAt(truth);
    const box = relative(truth, composed);
    if (met === null) continue;
    if (truth.contested) score.contested++;
    else score.expected++;
    const index = left.findIndex(({ episode, toldAt }) => {
      return episode.behavior === truth.behavior && overlap(thingBox(episode), box) > 0.25 && toldAt >= met - 2000 && toldAt < met + 12_000;
    });
    if (index < 0) {
      (truth.contested ? score.contestedMissed : score.missed).push(`${composed.name}: ${truth.behavior} at ${JSON.stringify(truth.box)} contrast ${truth.contrast} from ${truth.fromMs} until ${truth.untilMs}`);
      continue;
    }
    const [hit] = left.splice(index, 1);
    if (truth.contested) continue;
    score.found++;
    score.delays.push(((hit?.toldAt ?? met) - met) / 1000);
  }
  const contested = composed.truths.filter((truth) => truth.contested);
  const isContested = ({ episode }: Told): boolean =>
    contested.some((truth) => overlap(thingBox(episode), relative(truth, composed)) > 0.25);
  const judged = told.filter((one) => !isContested(one));
  const wrong = left.filter((one) => !isContested(one));
  score.events += judged.length;
  score.right += judged.length - wrong.length;
  for (const { episode, toldAt } of wrong) {
    const { left: x, top: y, width: w, height: h } = thingBox(episode);
    const pixels = [x * composed.width, y * composed.height, w * composed.width, h * composed.height].map(Math.round).join(' ');
    score.wrong.push(`${composed.name}: ${episode.behavior} told at ${toldAt}, since ${episode.startedAt}, at ${pixels}`);
  }
}

function needed(path: string): string {
  const file = footage(path);
  if (file === null) throw new BadInput(`${path} is missing`);
  return file;
}

const plates: readonly (readonly [string, PlateTrouble])[] = [
  ['falls/s1-adl-10.mp4', 'none'],
  ['falls/s3-adl-07.mp4', 'gain'],
  ['falls/s3-fall-15.mp4', 'switch'],
  ['vehicles/parking-top-view.mp4', 'passers'],
  ['fights:3', 'noise'],
  ['fights:11', 'rain'],
  ['fights:19', 'sway'],
  ['fights:27', 'shade'],
  ['fights:35', 'passers'],
  ['fights:43', 'none'],
  ['fights:51', 'gain'],
  ['fights:59', 'switch'],
];

function plateFile(name: string): string {
  const number = /^fights:(\d+)$/.exec(name)?.[1];
  if (number === undefined) return needed(name);
  const folder = needed('fights/noFight');
  return join(folder, readdirSync(folder).sort()[Number(number)] ?? '');
}

type Recipe = { readonly name: string; readonly make: () => Composed };

function composedScenes(round: number): Recipe[] {
  const still = plates.map(([source, trouble], index): Recipe => {
    const name = `${source} ${trouble}`.replaceAll(/[^\w-]+/g, '_');
    return { name, make: () => plateScene(name, readFilm(plateFile(source), 640, composedFps, 15), trouble, index + 1 + round * 100) };
  });
  const crossings = [1, 2, 3, 4].map((number): Recipe => {
    const seed = number + round * 100;
    const make = (): Composed => {
      const film = readFilm(needed('pets09-s2l1/vtest.avi'), 768, composedFps, 80);
      return crossingScene(`crossing-${seed}`, film, medianOf(film), needed('pets09-s2l1/gt.txt'), seed);
    };
    return { name: `crossing-${seed}`, make };
  });
  return [...still, ...crossings];
}

/** Names of ordinary footage in which nothing is left or taken. */
function ordinaryFilms(): string[] {
  const rooms = readdirSync(needed('falls')).filter((name) => name.endsWith('.mp4')).map((name) => `falls/${name}`);
  return ['pets09-s2l1/vtest.avi', 'vehicles/parking-top-view.mp4', 'vehicles/highway-rear.avi', ...rooms];
}

/** A film played over and over for two minutes. */
function looped(name: string, folder: string): string {
  const file = join(folder, `ordinary-${name.replaceAll(/[^\w-]+/g, '_')}.mp4`);
  const args = ['-stream_loop', '20', '-i', needed(name), '-t', '120', '-vf', 'scale=640:-2', '-r', '10', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '25'];
  if (!existsSync(file)) spawnSync('ffmpeg', ['-v', 'error', '-y', ...args, file]);
  return file;
}

function median(values: readonly number[]): number | null {
  return values.length === 0 ? null : (values.toSorted((a, b) => a - b)[values.length >> 1] ?? null);
}

/**
 * `things [composed|ordinary] [--only NAME] [--round N]`: things left and taken in composed films, and false alarms in
 * ordinary ones. Films are made once and kept in the system's temporary folder. @throws BadInput
 */
export async function evaluateThings(args: readonly string[]): Promise<object> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { only: { type: 'string' }, round: { type: 'string' } } });
  const { only } = values;
  const round = Number(values.round ?? 0);
  const part = positionals[0];
  const folder = join(tmpdir(), `watchhouse-things-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true });
  const model = await readModel(join(import.meta.dirname, '..', '..', '..', 'models'), 'nanodet');
  const thread = new InferenceThread({ model, provider: 'cpu', threads: 2 });
  await thread.start();
  const { longest } = model.card.input;
  const score: Score = { expected: 0, found: 0, events: 0, right: 0, delays: [], missed: [], wrong: [], contested: 0, contestedMissed: [] };
  const result: Record<string, unknown> = {};
  try {
    if (part !== 'ordinary') {
      for (const { name, make } of composedScenes(round)) {
        if (only !== undefined && !name.includes(only)) continue;
        const composed = make();
        const file = join(folder, `${composed.name}-${round}.mp4`);
        if (!existsSync(file)) await writeFilm(file, composed, composedFps, composed.pictures());
        compare(composed, await eventsIn(file, thread, longest), score);
      }
      const { expected, found, events, right, delays, missed, wrong, contested, contestedMissed } = score;
      result['composed'] = { expected, found, recall: found / expected, events, precision: right / events, medianDelaySeconds: median(delays), worstDelaySeconds: Math.max(...delays), missed, wrong, contested, contestedMissed };
    }
    if (part !== 'composed') {
      const alarms: string[] = [];
      let hours = 0;
      for (const name of ordinaryFilms()) {
        if (only !== undefined && !name.includes(only)) continue;
        const file = looped(name, folder);
        const told = await eventsIn(file, thread, longest);
        hours += 120 / 3600;
        for (const { episode, toldAt } of told) alarms.push(`${file.slice(folder.length + 1)}: ${episode.behavior} told at ${toldAt} ${JSON.stringify(thingBox(episode))}`);
      }
      result['ordinary'] = { hours, events: alarms.length, perHour: alarms.length / hours, alarms };
    }
  } finally {
    await thread.stop();
  }
  return result;
}
