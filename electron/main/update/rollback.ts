import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { backUp, restoreBackup } from '../../engine/store/backup.ts';
import { databaseFileName } from '../../engine/store/store.ts';
import { forgetProgress, readProgress, writeProgress, type UpdateProgress } from './update-state.ts';

/** The engine of a new version may die this often before the old one comes back. */
export const mostAttempts = 3;

/** Notes that an update is about to be installed. `previous`: where an AppImage's old file is kept. */
export function beginUpdate(folder: string, update: { readonly from: string; readonly to: string; readonly previous: UpdateProgress['previous']; readonly now: number }): void {
  const { from, to, previous, now } = update;
  writeProgress(folder, { from, to, backup: null, dataFolder: null, previous, startedAt: now, attempts: 0 });
}

/**
 * To be called before every start of the engine. At the first start of a new version the database is copied; gives the
 * update that is under way, null when this is no new version.
 * @throws StoreError when the database cannot be copied: then the new version must not touch it
 */
export function noteStart(folder: string, version: string, dataFolder: string): UpdateProgress | null {
  const progress = readProgress(folder);
  if (progress === null) return null;
  if (progress.to !== version) {
    // The installer was not run, or the old version is back.
    forgetProgress(folder);
    return null;
  }
  // Another data folder than at the first attempt has a database of its own.
  const isSame = progress.dataFolder === dataFolder;
  const next = { ...progress, attempts: progress.attempts + 1, dataFolder, backup: (isSame ? progress.backup : null) ?? copyDatabase(dataFolder, progress) };
  writeProgress(folder, next);
  return next;
}

function copyDatabase(dataFolder: string, { from, to }: UpdateProgress): string | null {
  if (!existsSync(join(dataFolder, databaseFileName))) return null;
  const file = join(dataFolder, 'backups', `watchhouse-before-update-${from}-to-${to}.db`);
  backUp(dataFolder, file, { withDetectors: false });
  return file;
}

/** The new version's engine is ready: the update is done. Gives what it was, null when there was none. */
export function noteReady(folder: string): UpdateProgress | null {
  const progress = readProgress(folder);
  if (progress !== null) forgetProgress(folder);
  return progress;
}

/**
 * Whether the new version is given up. `failed` with the kind when the engine reported one; `died` when it ended before it
 * was ready. Problems that the old version would have as well are no reason.
 */
export function shouldRollBack(progress: UpdateProgress | null, what: { readonly failed: string } | 'died'): boolean {
  if (progress === null) return false;
  return what === 'died' ? progress.attempts >= mostAttempts : ['migration-failed', 'other'].includes(what.failed);
}

export type RolledBack =
  /** The old program stands in its place again: start it. */
  | { readonly next: 'start'; readonly program: string; readonly version: string }
  /** The person has to install this version. */
  | { readonly next: 'install'; readonly version: string };

/**
 * Puts the database from before the update back and, where it was kept, the old program. The engine must not run.
 * @throws StoreError when the database cannot be put back; the update stays noted, so that it can be tried again
 */
export function rollBack(folder: string, progress: UpdateProgress): RolledBack {
  const { backup, dataFolder, from, previous } = progress;
  if (backup !== null && dataFolder !== null && existsSync(backup)) restoreBackup(dataFolder, backup);
  const back = previous !== null && existsSync(previous.file) ? previous : null;
  if (back !== null) renameSync(back.file, back.target);
  forgetProgress(folder);
  return back === null ? { next: 'install', version: from } : { next: 'start', program: back.target, version: from };
}
