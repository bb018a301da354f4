import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFramePicker } from '../../../../../electron/engine/media/frames/frame-picker.ts';

function picked(fps: number, times: readonly number[]): number[] {
  const picker = createFramePicker(fps);
  return times.filter((at) => picker.wants(at));
}
const every = (ms: number, count: number) => Array.from({ length: count }, (_, i) => i * ms);

describe('choosing frames', () => {
  it('takes 5 of 25 frames a second, evenly', () => {
    expect(picked(5, every(40, 50))).toEqual([0, 200, 400, 600, 800, 1_000, 1_200, 1_400, 1_600, 1_800]);
  });

  it('takes all frames of a slower source', () => {
    expect(picked(25, every(100, 30))).toHaveLength(30);
  });

  it('keeps the rate when the frames come unevenly', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -15, max: 15 }), { minLength: 250, maxLength: 250 }), (jitter) => {
        const times = every(40, 250).map((at, i) => at + (jitter[i] ?? 0));
        expect(Math.abs(picked(5, times).length - 50)).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('begins anew when the clock jumps, in either direction', () => {
    const times = [...every(40, 25), ...every(40, 25).map((at) => at + 3_600_000), ...every(40, 25)];
    expect(picked(5, times)).toHaveLength(15);
  });

  it('a changed rate holds from the next frame on', () => {
    const picker = createFramePicker(25);
    expect(every(40, 25).filter((at) => picker.wants(at))).toHaveLength(25);
    picker.setFps(5);
    expect(every(40, 25).filter((at) => picker.wants(at + 1_000))).toHaveLength(5);
  });
});
