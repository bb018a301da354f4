import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRetention, type CameraRetention, type RetentionInput, type StoredSegment } from '../../../../../electron/engine/media/recording/retention.ts';

const now = Date.UTC(2026, 10, 24);
const minute = 60_000;
const day = 1440 * minute;
const always: CameraRetention = { mode: 'always', keepDays: 30, keepBytes: null, provedWithinMs: 0, events: [] };

function segment(minutesAgo: number, bytes = 100, cameraId = 'gate'): StoredSegment {
  const startedAt = now - minutesAgo * minute;
  return { cameraId, file: `${cameraId}-${minutesAgo}`, startedAt, endedAt: startedAt + 30_000, bytes };
}

function removed(segments: readonly StoredSegment[], camera: Partial<CameraRetention>, more: Partial<RetentionInput> = {}): string[] {
  const cameras = new Map([['gate', { ...always, ...camera }], ['yard', always]]);
  return planRetention({ segments, cameras, keepBytes: null, now, ...more }).map(({ file }) => file);
}

describe('recordings are kept as long as was asked', () => {
  it('and go when they are older than the days of their camera, the oldest first', () => {
    expect(removed([segment(10), segment(31 * 1440), segment(40 * 1440), segment(29 * 1440)], {})).toEqual(['gate-57600', 'gate-44640']);
  });

  it("and the oldest go when a camera's size is used up, without touching other cameras", () => {
    const segments = [segment(5), segment(9, 100, 'yard'), segment(4), segment(3)];
    expect(removed(segments, { keepBytes: 250 })).toEqual(['gate-5']);
  });

  it("and the oldest of all cameras go when the station's size is used up", () => {
    const segments = [segment(5), segment(9, 100, 'yard'), segment(4), segment(3)];
    expect(removed(segments, {}, { keepBytes: 200 })).toEqual(['yard-9', 'gate-5']);
  });

  it('and the oldest make room when the reserve of the disk is near', () => {
    expect(removed([segment(5), segment(4), segment(3)], {}, { mustFreeBytes: 150 })).toEqual(['gate-5', 'gate-4']);
  });

  it('and those with an event go last when room is short', () => {
    const events = [{ startedAt: now - 9 * minute, endedAt: now - 9 * minute + 1000 }];
    expect(removed([segment(9), segment(5), segment(4)], { events, keepBytes: 100 })).toEqual(['gate-5', 'gate-4']);
  });

  it('and a camera without settings is only subject to the limits of the station', () => {
    expect(removed([segment(400 * 1440, 100, 'removed camera')], {})).toEqual([]);
    expect(removed([segment(400 * 1440, 100, 'removed camera')], {}, { keepBytes: 0 })).toHaveLength(1);
  });
});

describe('a camera that records around events', () => {
  const events = { mode: 'events' as const };

  it('drops what no event touches after two minutes', () => {
    expect(removed([segment(10), segment(2), segment(1)], events)).toEqual(['gate-10']);
  });

  it('keeps from five seconds before an event to ten seconds after it', () => {
    const at = (offset: number): CameraRetention['events'] => [{ startedAt: now - 10 * minute + offset, endedAt: now - 10 * minute + offset }];
    expect(removed([segment(10)], { ...events, events: at(34_000) })).toEqual([]);
    expect(removed([segment(10)], { ...events, events: at(36_000) })).toEqual(['gate-10']);
    expect(removed([segment(10)], { ...events, events: at(-9_000) })).toEqual([]);
    expect(removed([segment(10)], { ...events, events: at(-11_000) })).toEqual(['gate-10']);
  });

  it('keeps everything since the beginning of an event that still goes on', () => {
    expect(removed([segment(30), segment(20), segment(10)], { ...events, events: [{ startedAt: now - 21 * minute, endedAt: null }] })).toEqual(['gate-30']);
  });

  it('finds the events of a segment like a comparison of each with each does', () => {
    const times = fc.record({ from: fc.nat(2000), length: fc.nat(300) });
    fc.assert(
      fc.property(fc.array(times, { maxLength: 30 }), fc.array(times, { maxLength: 30 }), (segmentTimes, eventTimes) => {
        const segments = segmentTimes.map(({ from, length }, index) => ({ cameraId: 'gate', file: String(index), startedAt: (from + 1) * 1000, endedAt: (from + 1 + length) * 1000, bytes: 1 }));
        const own = eventTimes.map(({ from, length }) => ({ startedAt: (from + 1) * 1000, endedAt: (from + 1 + length) * 1000 }));
        const overlaps = (s: StoredSegment): boolean => own.some((e) => s.endedAt >= e.startedAt - 5000 && s.startedAt <= e.endedAt + 10_000);
        const cameras = new Map([['gate', { provedWithinMs: 0, mode: 'events' as const, keepDays: 36500, keepBytes: null, events: own }]]);
        const plan = planRetention({ segments, cameras, keepBytes: null, now: 10 * day });
        expect(new Set(plan)).toEqual(new Set(segments.filter((s) => !overlaps(s))));
      }),
    );
  });
});
