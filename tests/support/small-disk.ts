import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A real file system of `bytes` (tmpfs); null, and said aloud, where this user may not mount one. */
export function mountSmallDisk(bytes: number): { readonly folder: string; readonly unmount: () => void } | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchhouse-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    rmdirSync(folder);
    console.warn('SKIPPED: a small file system cannot be mounted here (root is needed), so a full disk is not tested for real');
    return null;
  }
  return {
    folder,
    unmount: () => {
      execFileSync('umount', [folder]);
      rmdirSync(folder);
    },
  };
}
