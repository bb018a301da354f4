import { describe, expect, it } from 'vitest';
import { DiskGuard, mustPause } from '../../../../../electron/engine/media/recording/disk-guard.ts';

const reserve = 2_000_000_000;

describe("the disk's reserve", () => {
  it('is not touched: recording pauses below it and resumes a tenth above it', () => {
    expect(mustPause(false, reserve, reserve)).toBe(false);
    expect(mustPause(false, reserve - 1, reserve)).toBe(true);
    expect(mustPause(true, reserve + 199_999_999, reserve)).toBe(true);
    expect(mustPause(true, reserve + 200_000_000, reserve)).toBe(false);
  });

  it('is told once when it is reached and once when there is room again', async () => {
    const readings = [reserve * 2, reserve - 1, reserve - 2, reserve + 1, reserve * 2];
    const told: [boolean, number][] = [];
    const guard = new DiskGuard({
      folder: '/',
      reserveBytes: () => reserve,
      onChange: (paused, { freeBytes }) => told.push([paused, freeBytes]),
      onError: () => undefined,
      readSpace: () => Promise.resolve({ totalBytes: reserve * 10, freeBytes: readings.shift() ?? 0 }),
    });
    while (readings.length > 0) await guard.check();
    expect(told).toEqual([[true, reserve - 1], [false, reserve * 2]]);
  });

  it('holds as it was while the disk cannot be asked', async () => {
    const errors: unknown[] = [];
    let works = true;
    const guard = new DiskGuard({
      folder: '/',
      reserveBytes: () => reserve,
      onChange: () => undefined,
      onError: (error) => errors.push(error),
      readSpace: () => (works ? Promise.resolve({ totalBytes: reserve, freeBytes: 0 }) : Promise.reject(new Error('EIO'))),
    });
    await guard.check();
    works = false;
    await guard.check();
    expect(guard.paused).toBe(true);
    expect(errors).toHaveLength(1);
  });
});
