import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../../../electron/contract/station.ts';
import { chosenLines } from '../../../../renderer/station/log-lines.ts';
import { diskShares } from '../../../../renderer/station/disk-shares.ts';

describe('the bar of the disk', () => {
  const disk = { totalBytes: 1000, freeBytes: 400, reserveBytes: 100, recordingBytes: 300, clipBytes: 50, databaseBytes: 10 };
  const bytes = (of: typeof disk): Record<string, number> => Object.fromEntries(diskShares(of).map(({ part, bytes: size }) => [part, size]));

  it('adds up to the whole disk', () => {
    expect(bytes(disk)).toEqual({ recording: 300, clips: 50, database: 10, other: 240, free: 300, reserve: 100 });
    expect(diskShares(disk).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it('shows what is left of the reserve when the disk is fuller than that', () => {
    expect(bytes({ ...disk, freeBytes: 60 })).toMatchObject({ free: 0, reserve: 60 });
  });

  it('does not turn negative when our files lie on another disk', () => {
    expect(bytes({ ...disk, recordingBytes: 5000 })).toMatchObject({ other: 0 });
  });
});

describe('the log', () => {
  const line = (at: number, level: LogLine['level'], message: string): LogLine => ({ at, level, part: 'Fleet', message });
  const lines = [line(1, 'debug', 'a'), line(2, 'error', 'worker 3 ended'), line(3, 'info', 'worker 3 started')];

  it('shows the newest first, from the chosen level on', () => {
    expect(chosenLines(lines, 'info', '').map(({ at }) => at)).toEqual([3, 2]);
    expect(chosenLines(lines, 'error', '').map(({ at }) => at)).toEqual([2]);
  });

  it('is searched by part and message, whatever the case', () => {
    expect(chosenLines(lines, 'debug', ' ENDED ').map(({ at }) => at)).toEqual([2]);
    expect(chosenLines(lines, 'debug', 'fleet')).toHaveLength(3);
  });
});
