import { execFileSync } from 'node:child_process';
import { v7 as uuidv7 } from 'uuid';
import type { ObjectClass, Severity } from '../../electron/contract/scene.ts';
import type { Episode } from '../../electron/engine/behavior/episode.ts';

const kinds: readonly { behavior: string; severity: Severity; measure: string; threshold: number }[] = [
  { behavior: 'intrusion', severity: 'red', measure: 'inside', threshold: 1 },
  { behavior: 'line-crossing', severity: 'yellow', measure: 'crossed', threshold: 1 },
  { behavior: 'loitering', severity: 'blue', measure: 'dwell', threshold: 30 },
];

/** Numbers in 0..1 that are the same on every run. */
export function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A going-on as a behaviour would tell it: one object that walks through the picture. */
export function episodeAt(startedAt: number, random: () => number): Episode {
  const kind = kinds[Math.floor(random() ** 2 * kinds.length)] ?? { behavior: 'intrusion', severity: 'red', measure: 'inside', threshold: 1 };
  const lastsMs = 3000 + Math.floor(random() * 40_000);
  const top = 0.3 + random() * 0.3;
  const objectClass: ObjectClass = random() < 0.7 ? 'person' : 'car';
  const steps = Array.from({ length: 20 }, (_, step) => ({
    at: startedAt + (lastsMs * step) / 20,
    box: { left: 0.1 + (0.7 * step) / 20, top, width: 0.08, height: 0.25 },
  }));
  return {
    id: uuidv7({ msecs: startedAt }),
    ruleId: kind.behavior,
    behavior: kind.behavior,
    severity: kind.severity,
    startedAt,
    endedAt: startedAt + lastsMs,
    objects: [{ track: 1 + Math.floor(random() * 900), class: objectClass, confidence: 0.5 + random() * 0.49, path: steps }],
    reasons: [{ measure: kind.measure, value: kind.threshold * (1 + random()), threshold: kind.threshold, unit: 's' }],
    zone: kind.behavior === 'line-crossing' ? null : yard,
    line: kind.behavior === 'line-crossing' ? gateLine : null,
  };
}

export const yard = {
  id: 'yard',
  name: '后院 Yard',
  points: [{ x: 0.3, y: 0.3 }, { x: 0.9, y: 0.35 }, { x: 0.85, y: 0.95 }, { x: 0.2, y: 0.9 }],
};
export const gateLine = { id: 'gate', name: '大门 Gate', from: { x: 0.1, y: 0.7 }, to: { x: 0.9, y: 0.6 } };

/** Test pictures (JPEG, 1280x720) made by ffmpeg, each different. */
export function drawnPictures(count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) =>
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=s=1280x720:r=1`, '-ss', String(index), '-frames:v', '1', '-f', 'image2pipe', '-c:v', 'mjpeg', '-']),
  );
}

/** A clip (fragmented MP4, H.264, 1280x720) of `seconds` with a clock in it. */
export function drawClip(file: string, seconds: number): void {
  execFileSync('ffmpeg', [
    '-v', 'error', '-y', '-f', 'lavfi', '-i', `testsrc2=s=1280x720:r=25:d=${seconds}`,
    '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '25', '-movflags', '+faststart', file,
  ]);
}
