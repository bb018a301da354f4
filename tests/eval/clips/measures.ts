export type JudgedClip = { readonly positive: boolean; readonly score: number; readonly alarmed: boolean };

export type ClipMeasures = {
  readonly n: number;
  readonly accuracy: number;
  readonly balanced_accuracy: number;
  /** Null where nothing was alarmed, or nothing should have been. */
  readonly precision: number | null;
  readonly recall: number | null;
  /** Area under the curve of hits against false alarms; null where all clips have one label. */
  readonly auc: number | null;
};

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Share of pairs of a positive and a negative clip in which the positive one scores higher; equal scores count half (Mann and Whitney, 1947). */
function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number | null {
  const wins = positives.reduce((sum, high) => sum + negatives.reduce((part, low) => part + (high > low ? 1 : high === low ? 0.5 : 0), 0), 0);
  return ratio(wins, positives.length * negatives.length);
}

/** The usual measures of alarms against labels. */
export function measureClips(clips: readonly JudgedClip[]): ClipMeasures {
  const count = (positive: boolean, alarmed: boolean): number => clips.filter((clip) => clip.positive === positive && clip.alarmed === alarmed).length;
  const [hits, misses, falseAlarms, rejections] = [count(true, true), count(true, false), count(false, true), count(false, false)];
  const recalls = [ratio(hits, hits + misses), ratio(rejections, rejections + falseAlarms)].filter((value) => value !== null);
  const scores = (positive: boolean): number[] => clips.filter((clip) => clip.positive === positive).map(({ score }) => score);
  return {
    n: clips.length,
    accuracy: ratio(hits + rejections, clips.length) ?? 0,
    balanced_accuracy: recalls.reduce((sum, value) => sum + value, 0) / Math.max(1, recalls.length),
    precision: ratio(hits, hits + falseAlarms),
    recall: ratio(hits, hits + misses),
    auc: areaUnderCurve(scores(true), scores(false)),
  };
}
