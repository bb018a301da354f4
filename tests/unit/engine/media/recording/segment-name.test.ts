import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentName, startedAtOfName } from '../../../../../electron/engine/media/recording/segment-name.ts';

describe("a segment's name", () => {
  it('is its day, its hour and its moment in UTC', () => {
    expect(segmentName(Date.UTC(2026, 10, 23, 22, 14, 3, 123))).toBe('2026-11-23/22/20261123T221403123Z.mp4');
    expect(segmentName(Date.UTC(2026, 10, 23, 22, 14, 3, 123), 2)).toBe('2026-11-23/22/20261123T221403123Z-2.mp4');
  });

  it('tells when the segment began', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2200, 0) }), fc.nat(99), (at, copy) => {
        expect(startedAtOfName(segmentName(at, copy))).toBe(at);
      }),
    );
  });

  it('is not seen in the names of other files', () => {
    for (const name of ['a.mp4', '2026-11-23/22/20261123T231403123Z.mp4', '2026-02-30/22/20260230T221403123Z.mp4', '../2026-11-23/22/20261123T221403123Z.mp4', '2026-11-23/22/20261123T221403123Z.mp4.damaged'])
      expect(startedAtOfName(name)).toBeNull();
  });
});
