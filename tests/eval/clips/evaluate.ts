import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { analyzerModels, type AnalyzerModels } from '../../../electron/engine/analysis/models.ts';
import { openVideoFile, type VideoFile } from '../../../electron/engine/media/frames/video-file-frames.ts';
import { InferenceThread } from '../../../electron/engine/vision/inference/inference-thread.ts';
import { readFightModel, readModel, readPoseModel } from '../../../electron/engine/vision/model-card.ts';
import { BadInput } from '../bad-input.ts';
import { watchFile } from '../watch-file.ts';
import { judges, type Judge } from './judges.ts';
import { readLabels } from './labels.ts';
import { measureClips, type ClipMeasures } from './measures.ts';

export type ClipResult = {
  readonly file: string;
  readonly positive: boolean;
  readonly score: number;
  readonly alarmed: boolean;
  /** When the alarm was told, counted from the clip's first picture; null when there was none. */
  readonly alarmMs: number | null;
  readonly events: number;
};
export type ClipsReport = ClipMeasures & { readonly threshold: number; readonly seconds_per_clip: number };

const usage = 'usage: eval -- clips --dir DIR --labels labels.csv --behavior NAME [--per-clip out.csv]';
/** The rate at which cameras are analysed. */
const fps = 5;
/** Clips worked on at the same time, each with an inference thread of its own. */
const lanes = 2;

type Options = { readonly dir: string; readonly labels: string; readonly judge: Judge; readonly perClip: string | null };

function parse(args: readonly string[]): Options {
  const option = { type: 'string' } as const;
  let values: Partial<Record<'dir' | 'labels' | 'behavior' | 'per-clip', string>>;
  try {
    ({ values } = parseArgs({ args: [...args], options: { dir: option, labels: option, behavior: option, 'per-clip': option } }));
  } catch (cause) {
    throw new BadInput(cause instanceof Error ? cause.message.replaceAll('\n', ' ') : 'bad arguments');
  }
  const { dir, labels, behavior, 'per-clip': perClip = null } = values;
  if (dir === undefined || labels === undefined || behavior === undefined) throw new BadInput(usage);
  const judge = Object.hasOwn(judges, behavior) ? judges[behavior] : undefined;
  if (judge === undefined) throw new BadInput(`clips cannot be judged for ${JSON.stringify(behavior)}; they can for ${Object.keys(judges).join(', ')}`);
  return { dir, labels, judge, perClip };
}

function open(path: string): VideoFile {
  try {
    return openVideoFile(path);
  } catch (cause) {
    throw new BadInput(`${path}: ${cause instanceof Error ? cause.message.replaceAll('\n', ' ') : 'cannot be read'}`);
  }
}

/** Runs one clip the way a camera's pictures go. */
export async function judgeClip(path: string, judge: Judge, models: AnalyzerModels): Promise<Omit<ClipResult, 'file' | 'positive'>> {
  const scoreOf = judge.score();
  let score = 0;
  let now = 0;
  let alarmMs: number | null = null;
  let events = 0;
  await watchFile(open(path), judge.scene, models, fps, {
    onObservation: ({ observation }) => {
      now = observation.at;
      score = scoreOf(observation);
    },
    onEpisode: ({ kind }) => {
      if (kind !== 'opened') return;
      events++;
      alarmMs ??= now;
    },
  });
  return { score, alarmed: events > 0, alarmMs, events };
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function writePerClip(file: string, results: readonly ClipResult[]): void {
  const lines = results.map(({ file: clip, positive, score, alarmed, alarmMs, events }) =>
    [quoted(clip), positive ? 1 : 0, score.toFixed(4), alarmed ? 1 : 0, alarmMs === null ? '' : (alarmMs / 1000).toFixed(1), events].join(','),
  );
  try {
    writeFileSync(file, `${['file,positive,score,alarmed,alarm_seconds,events', ...lines].join('\n')}\n`);
  } catch {
    throw new BadInput(`${file}: cannot be written`);
  }
}

/**
 * `clips --dir DIR --labels labels.csv --behavior NAME [--per-clip out.csv]`: every clip through the shipped analysis with the
 * behaviour's rule at its default settings. A clip is alarmed when the rule raised an event in it. @throws BadInput
 */
export async function evaluateClips(args: readonly string[]): Promise<ClipsReport> {
  const { dir, labels, judge, perClip } = parse(args);
  const clips = readLabels(labels, dir);
  const models = join(import.meta.dirname, '..', '..', '..', 'models');
  const [model, pose, fight] = await Promise.all([readModel(models, 'nanodet'), readPoseModel(models, 'movenet-multipose'), readFightModel(models)]);
  const startedAt = performance.now();
  const results: ClipResult[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const thread = new InferenceThread({ model, pose, fight, provider: 'cpu', threads: 1 });
    await thread.start();
    const asked = analyzerModels({ model, pose, fight }, () => thread);
    try {
      for (let index = next++; index < clips.length; index = next++) {
        const clip = clips[index];
        if (clip === undefined) return;
        const judged = await judgeClip(clip.path, judge, asked);
        results[index] = { file: clip.file, positive: clip.positive, ...judged };
      }
    } catch (error) {
      next = clips.length;
      throw error;
    } finally {
      await thread.stop();
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: Math.min(lanes, clips.length) }, work));
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
  const seconds = (performance.now() - startedAt) / 1000;
  if (perClip !== null) writePerClip(perClip, results);
  return { ...measureClips(results), threshold: judge.threshold, seconds_per_clip: Math.round((seconds / clips.length) * 1000) / 1000 };
}
