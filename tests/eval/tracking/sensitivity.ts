import { parseArgs } from 'node:util';
import { createFollow } from '../../../electron/engine/vision/tracking/follow.ts';
import { defaultNoise } from '../../../electron/engine/vision/tracking/kalman.ts';
import { defaultOptions, type TrackerOptions } from '../../../electron/engine/vision/tracking/tracker-options.ts';
import { createMotionGate } from '../../../electron/engine/vision/motion/gate.ts';
import type { MotionMask } from '../../../electron/engine/vision/motion/regions.ts';
import { BadInput } from '../bad-input.ts';
import { seenFrames, type SeenFrame } from '../seen-frames.ts';
import { scoreTracking, type TrackingScore } from './evaluate.ts';
import { readMotFile, type MotRow } from './mot-file.ts';

type Change = (factor: number) => Partial<TrackerOptions>;

/** The parameters that were chosen on footage, each as the options with it multiplied by a factor. */
const parameters: Readonly<Record<string, Change>> = {
  'high (person)': (factor) => ({ high: { ...defaultOptions.high, person: defaultOptions.high.person * factor } }),
  unsureShare: (factor) => ({ unsureShare: defaultOptions.unsureShare * factor }),
  unsureMs: (factor) => ({ unsureMs: defaultOptions.unsureMs * factor }),
  leastOverlapSure: (factor) => ({ leastOverlapSure: defaultOptions.leastOverlapSure * factor }),
  leastOverlapUnsure: (factor) => ({ leastOverlapUnsure: defaultOptions.leastOverlapUnsure * factor }),
  leastOverlapLastSeen: (factor) => ({ leastOverlapLastSeen: defaultOptions.leastOverlapLastSeen * factor }),
  'buffer (person)': (factor) => ({ buffer: { ...defaultOptions.buffer, person: defaultOptions.buffer.person * factor } }),
  appearanceWeight: (factor) => ({ appearanceWeight: defaultOptions.appearanceWeight * factor }),
  unsureLeastAlike: (factor) => ({ unsureLeastAlike: defaultOptions.unsureLeastAlike * factor }),
  doubtfulOverlap: (factor) => ({ doubtfulOverlap: defaultOptions.doubtfulOverlap * factor }),
  confirmDoubtfulMs: (factor) => ({ confirmDoubtfulMs: defaultOptions.confirmDoubtfulMs * factor }),
  directionWeight: (factor) => ({ directionWeight: defaultOptions.directionWeight * factor }),
  'startSpeed (person)': (factor) => ({ startSpeed: { ...defaultOptions.startSpeed, person: defaultOptions.startSpeed.person * factor } }),
  'noise.center': (factor) => ({ noise: { ...defaultNoise, center: defaultNoise.center * factor } }),
  'noise.size': (factor) => ({ noise: { ...defaultNoise, size: defaultNoise.size * factor } }),
  'noise.centerDrift': (factor) => ({ noise: { ...defaultNoise, centerDrift: defaultNoise.centerDrift * factor } }),
  'noise.sizeDrift': (factor) => ({ noise: { ...defaultNoise, sizeDrift: defaultNoise.sizeDrift * factor } }),
  confirmInsideMs: (factor) => ({ confirmInsideMs: defaultOptions.confirmInsideMs * factor }),
  rememberMs: (factor) => ({ rememberMs: defaultOptions.rememberMs * factor }),
  reportHiddenMs: (factor) => ({ reportHiddenMs: defaultOptions.reportHiddenMs * factor }),
  'tentativeMs (person)': (factor) => ({ tentativeMs: { ...defaultOptions.tentativeMs, person: defaultOptions.tentativeMs.person * factor } }),
};

type Row = Pick<TrackingScore, 'MOTA' | 'IDF1' | 'HOTA' | 'IDSW' | 'FP' | 'FN'>;
type Looked = SeenFrame & { readonly mask: MotionMask };

function track(frames: readonly Looked[], options: Partial<TrackerOptions>): MotRow[] {
  const [first] = frames;
  if (first === undefined) return [];
  const follow = createFollow(first.width / first.height, options);
  return frames.flatMap(({ at, index, width, height, detections, mask }) =>
    follow(detections, mask, at).map(({ id, box, confidence }) => ({
      frame: index + 1,
      id,
      left: box.left * width,
      top: box.top * height,
      width: box.width * width,
      height: box.height * height,
      confidence,
    })),
  );
}

function rowOf(tracks: readonly MotRow[], truth: readonly MotRow[]): Row {
  const { MOTA, IDF1, HOTA, IDSW, FP, FN } = scoreTracking(tracks, truth);
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  return { MOTA: round(MOTA), IDF1: round(IDF1), HOTA: round(HOTA), IDSW, FP, FN };
}

/**
 * `sensitivity --file F --truth GT`: the shipped tracker on every frame of a clip of people, then with each parameter a
 * fifth smaller and greater, and on each half of the clip alone. @throws BadInput
 */
export async function evaluateSensitivity(args: readonly string[]): Promise<object> {
  const { file, truth } = parse(args);
  const truthRows = readMotFile(truth);
  const gate = createMotionGate();
  const frames = (await seenFrames(file, 'source')).map(
    (frame): Looked => ({ ...frame, detections: frame.detections.filter((found) => found.class === 'person'), mask: gate(frame.gray, frame.at, true).mask }),
  );
  const middle = Math.floor(frames.length / 2);
  const part = (from: number, to: number): Row =>
    rowOf(track(frames.slice(from, to), {}), truthRows.filter(({ frame }) => frame > from && frame <= to));
  return {
    shipped: rowOf(track(frames, {}), truthRows),
    firstHalf: part(0, middle),
    secondHalf: part(middle, frames.length),
    changed: Object.fromEntries(
      Object.entries(parameters).map(([name, change]) => [name, { '-20%': rowOf(track(frames, change(0.8)), truthRows), '+20%': rowOf(track(frames, change(1.2)), truthRows) }]),
    ),
  };
}

function parse(args: readonly string[]): { file: string; truth: string } {
  let values: { file?: string | undefined; truth?: string | undefined };
  try {
    ({ values } = parseArgs({ args: [...args], options: { file: { type: 'string' }, truth: { type: 'string' } } }));
  } catch (cause) {
    throw new BadInput(cause instanceof Error ? cause.message.replaceAll('\n', ' ') : 'bad arguments');
  }
  if (values.file === undefined || values.truth === undefined) throw new BadInput('usage: eval -- sensitivity --file F --truth GT');
  return { file: values.file, truth: values.truth };
}
