import type { Episode } from '../behavior/episode.ts';
import type { Track } from '../vision/observation.ts';

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/**
 * A line of a MOTChallenge result file: frame from 1, track, box in pixels of the source, confidence, and three fields
 * that only ground truth and three-dimensional data use.
 */
export function trackLine(frameIndex: number, { id, box, confidence }: Track, sourceWidth: number, sourceHeight: number): string {
  const pixels = [box.left * sourceWidth, box.top * sourceHeight, box.width * sourceWidth, box.height * sourceHeight];
  return [frameIndex + 1, id, ...pixels.map((value) => rounded(value, 2)), rounded(confidence, 3), -1, -1, -1].join(',');
}

/** An event as a JSON line; times in seconds from the start of the source, boxes relative as in the scene. */
export function eventLine(episode: Episode, sourceStartedAt: number): string {
  const seconds = (at: number): number => rounded((at - sourceStartedAt) / 1000, 3);
  const { behavior, severity, ruleId, startedAt, endedAt, zone, line, reasons, objects } = episode;
  return JSON.stringify({
    behavior,
    severity,
    start: seconds(startedAt),
    end: seconds(endedAt ?? startedAt),
    rule: ruleId,
    zone: zone?.id ?? null,
    line: line?.id ?? null,
    reasons: reasons.map((reason) => ({ ...reason, value: rounded(reason.value, 3) })),
    objects: objects.map(({ track, class: kind, confidence, path }) => ({
      track,
      class: kind,
      confidence: rounded(confidence, 3),
      path: path.map(({ at, box }) => ({
        at: seconds(at),
        box: { left: rounded(box.left, 4), top: rounded(box.top, 4), width: rounded(box.width, 4), height: rounded(box.height, 4) },
      })),
    })),
  });
}
