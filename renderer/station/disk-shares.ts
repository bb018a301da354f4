import type { StationStatus } from '../../electron/contract/station.ts';

export type DiskPart = 'recording' | 'clips' | 'database' | 'other' | 'free' | 'reserve';
export type DiskShare = { part: DiskPart; bytes: number; share: number };

/**
 * The disk from end to end in parts that add up to the whole: what is ours, what is others', what is still free for
 * recordings, and the reserve that they never touch (less of it when the disk is fuller than that).
 */
export function diskShares(disk: StationStatus['disk']): DiskShare[] {
  const { totalBytes, freeBytes, reserveBytes, recordingBytes, clipBytes, databaseBytes } = disk;
  const reserve = Math.min(freeBytes, reserveBytes);
  const parts: [DiskPart, number][] = [
    ['recording', recordingBytes],
    ['clips', clipBytes],
    ['database', databaseBytes],
    ['other', Math.max(0, totalBytes - freeBytes - recordingBytes - clipBytes - databaseBytes)],
    ['free', freeBytes - reserve],
    ['reserve', reserve],
  ];
  const whole = parts.reduce((sum, [, bytes]) => sum + bytes, 0);
  return parts.map(([part, bytes]) => ({ part, bytes, share: whole > 0 ? bytes / whole : 0 }));
}
