import { describe, expect, it } from 'vitest';
import { scoreTracking } from '../../../eval/tracking/evaluate.ts';
import type { MotRow } from '../../../eval/tracking/mot-file.ts';

/** A 10 x 10 box for each frame named; objects with different `lane` never overlap. */
function path(id: number, frames: readonly number[], { lane = id, height = 10, confidence = 1, left = 0 } = {}): MotRow[] {
  return frames.map((frame) => ({ frame, id, left: lane * 100 + left, top: 0, width: 10, height, confidence }));
}

describe('tracking metrics, worked out by hand', () => {
  it('are all 1 for a perfect tracker, whatever its ids are called', () => {
    const truth = [...path(1, [1, 2, 3]), ...path(2, [2, 3])];
    const tracks = [...path(70, [1, 2, 3], { lane: 1 }), ...path(5, [2, 3], { lane: 2 })];
    expect(scoreTracking(tracks, truth)).toEqual({ MOTA: 1, MOTP: 1, IDF1: 1, HOTA: 1, DetA: 1, AssA: 1, IDSW: 0, FP: 0, FN: 0 });
  });

  it('punish an identity switch in the middle of one object', () => {
    // 4 boxes all found. MOTA = (4 - 0 FP - 1 IDSW) / 4 = 0.75. Best identity: 2 frames, IDF1 = 2*2 / (4+4) = 0.5.
    // Each match has TPA 2, FNA 2 (the other half of the truth), FPA 0: AssA = 2/4. DetA = 1. HOTA = sqrt(1 * 0.5).
    const score = scoreTracking([...path(1, [1, 2]), ...path(2, [3, 4], { lane: 1 })], path(1, [1, 2, 3, 4]));
    expect(score).toMatchObject({ MOTA: 0.75, MOTP: 1, IDF1: 0.5, DetA: 1, IDSW: 1, FP: 0, FN: 0 });
    expect(score.AssA).toBeCloseTo(0.5, 12);
    expect(score.HOTA).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it('count half of an object missed', () => {
    // MOTA = 2/4. IDF1 = 2*2 / (4+2) = 2/3. DetA = 2/(2+2) = 0.5, each match TPA 2, FNA 2: AssA = 0.5, HOTA = 0.5.
    const score = scoreTracking(path(1, [1, 2]), path(1, [1, 2, 3, 4]));
    expect(score).toMatchObject({ MOTA: 0.5, MOTP: 1, IDSW: 0, FP: 0, FN: 2 });
    expect(score.IDF1).toBeCloseTo(2 / 3, 12);
    expect(score.DetA).toBeCloseTo(0.5, 12);
    expect(score.AssA).toBeCloseTo(0.5, 12);
    expect(score.HOTA).toBeCloseTo(0.5, 12);
  });

  it('forgive a fragmented track that comes back with its id, but not one with a new id', () => {
    const truth = path(1, [1, 2, 3, 4, 5, 6]);
    // Same id: MOTA = 4/6, IDF1 = 8/10, DetA = 4/6, AssA = 4/6, HOTA = 4/6.
    const same = scoreTracking(path(1, [1, 2, 5, 6]), truth);
    expect(same).toMatchObject({ IDSW: 0, FP: 0, FN: 2 });
    expect(same.MOTA).toBeCloseTo(4 / 6, 12);
    expect(same.IDF1).toBeCloseTo(0.8, 12);
    expect(same.HOTA).toBeCloseTo(4 / 6, 12);
    // New id: the switch counts although two frames lie between. MOTA = (4-1)/6, IDF1 = 2*2/(6+4) = 0.4,
    // each match TPA 2, FNA 4, FPA 0: AssA = 2/6, DetA = 4/6, HOTA = sqrt(8/36).
    const fresh = scoreTracking([...path(1, [1, 2]), ...path(2, [5, 6], { lane: 1 })], truth);
    expect(fresh).toMatchObject({ IDSW: 1, MOTA: 0.5 });
    expect(fresh.IDF1).toBeCloseTo(0.4, 12);
    expect(fresh.AssA).toBeCloseTo(2 / 6, 12);
    expect(fresh.HOTA).toBeCloseTo(Math.sqrt(8) / 6, 12);
  });

  it('punish two objects that swap ids twice over', () => {
    // 8 boxes all found, one switch each: MOTA = 6/8. Identity: 2 frames each way, IDF1 = 2*4/16 = 0.5.
    // Each match TPA 2, FNA 2, FPA 2: AssA = 2/6. HOTA = sqrt(1/3).
    const truth = [...path(1, [1, 2, 3, 4]), ...path(2, [1, 2, 3, 4])];
    const tracks = [...path(1, [1, 2]), ...path(2, [1, 2]), ...path(1, [3, 4], { lane: 2 }), ...path(2, [3, 4], { lane: 1 })];
    const score = scoreTracking(tracks, truth);
    expect(score).toMatchObject({ MOTA: 0.75, IDF1: 0.5, DetA: 1, IDSW: 2 });
    expect(score.AssA).toBeCloseTo(1 / 3, 12);
    expect(score.HOTA).toBeCloseTo(Math.sqrt(1 / 3), 12);
  });

  it('count a ghost as false positives only', () => {
    // 2 right, 2 ghosts: MOTA = (2-2)/2 = 0, IDF1 = 4/(2+4) = 2/3, DetA = 2/4, AssA = 1, HOTA = sqrt(0.5).
    const score = scoreTracking([...path(1, [1, 2]), ...path(9, [1, 2])], path(1, [1, 2]));
    expect(score).toMatchObject({ MOTA: 0, DetA: 0.5, AssA: 1, FP: 2, FN: 0, IDSW: 0 });
    expect(score.IDF1).toBeCloseTo(2 / 3, 12);
    expect(score.HOTA).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it('let a loose box count for the thresholds it passes', () => {
    // A track 6 high inside a truth 10 high: IoU 60/100. It passes 12 of the 19 thresholds (0.05 .. 0.60).
    const loose = scoreTracking(path(1, [1], { height: 6 }), path(1, [1]));
    expect(loose).toMatchObject({ MOTA: 1, IDF1: 1, FP: 0, FN: 0 });
    expect(loose.MOTP).toBeCloseTo(0.6, 12);
    expect(loose.HOTA).toBeCloseTo(12 / 19, 12);
    // IoU 0.4 misses CLEAR's and Identity's 0.5: one false positive, one miss, MOTA = (0-1)/1. HOTA still sees 8 of 19.
    const tooLoose = scoreTracking(path(1, [1], { height: 4 }), path(1, [1]));
    expect(tooLoose).toMatchObject({ MOTA: -1, MOTP: 0, IDF1: 0, FP: 1, FN: 1 });
    expect(tooLoose.HOTA).toBeCloseTo(8 / 19, 12);
    // IoU of exactly 0.5 is a match.
    expect(scoreTracking(path(1, [1], { height: 5 }), path(1, [1]))).toMatchObject({ MOTA: 1, MOTP: 0.5, IDF1: 1 });
  });

  it('keep the pair of the frame before although a rival overlaps better', () => {
    // Frame 2: track 1 has IoU 0.6, track 2 has IoU 1. CLEAR keeps track 1: no switch, one false positive.
    const tracks = [...path(1, [1]), ...path(1, [2], { height: 6 }), ...path(2, [2], { lane: 1 })];
    const score = scoreTracking(tracks, path(1, [1, 2]));
    expect(score).toMatchObject({ IDSW: 0, FP: 1, FN: 0, MOTA: 0.5 });
    expect(score.MOTP).toBeCloseTo((1 + 0.6) / 2, 12);
  });

  it('count a switch to the better box once the pair of the frame before was broken', () => {
    // Frame 2 has other truth and tracks, so its matches replace the memory; in frame 3 IoU alone decides.
    const truth = [...path(1, [1, 3]), ...path(5, [2])];
    const tracks = [...path(1, [1]), ...path(1, [3], { height: 6 }), ...path(2, [3], { lane: 1 }), ...path(5, [2])];
    expect(scoreTracking(tracks, truth)).toMatchObject({ IDSW: 1, FP: 1, FN: 0, MOTP: 1 });
  });

  it('remember pairs across a frame in which one side is empty', () => {
    // Frame 2 has truth and no track: as in TrackEval it is skipped, so frame 3 still prefers track 1 over better track 2.
    const tracks = [...path(1, [1]), ...path(1, [3], { height: 6 }), ...path(2, [3], { lane: 1 })];
    expect(scoreTracking(tracks, path(1, [1, 2, 3]))).toMatchObject({ IDSW: 0, FP: 1, FN: 1 });
  });

  it('ignore truth rows marked with confidence 0', () => {
    const truth = [...path(1, [1, 2]), ...path(2, [1, 2], { confidence: 0 })];
    expect(scoreTracking(path(1, [1, 2]), truth)).toMatchObject({ MOTA: 1, FN: 0, HOTA: 1 });
  });

  it('are 0 with every box missed for a tracker that found nothing', () => {
    const nothing = { MOTA: 0, MOTP: 0, IDF1: 0, HOTA: 0, DetA: 0, AssA: 0, IDSW: 0, FP: 0, FN: 3 };
    expect(scoreTracking([], path(1, [1, 2, 3]))).toEqual(nothing);
  });
});
