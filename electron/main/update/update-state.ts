import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../../engine/write-whole.ts';
import { Version } from './version.ts';

/** An update that is under way: from the moment it is about to be installed until the new version has come up. */
export const UpdateProgress = z.strictObject({
  from: Version,
  to: Version,
  /** Copy of the database from before the new version's first start. */
  backup: z.string().max(4096).nullable(),
  /** The data folder that it was copied from, and goes back to. */
  dataFolder: z.string().max(4096).nullable(),
  /** The old program, where it was kept. */
  previous: z.strictObject({ file: z.string().max(4096), target: z.string().max(4096) }).nullable(),
  /** Epoch milliseconds. */
  startedAt: z.number().int(),
  /** Starts of the new version's engine that did not get as far as `ready`. */
  attempts: z.number().int().min(0).max(1000),
});
export type UpdateProgress = z.infer<typeof UpdateProgress>;

const fileName = 'update-state.json';
const mostBytes = 65_536;

/** The update under way in a user data folder; null when there is none or what stands there cannot be read. */
export function readProgress(folder: string): UpdateProgress | null {
  const file = join(folder, fileName);
  try {
    if (statSync(file).size > mostBytes) return null;
    return UpdateProgress.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

export function writeProgress(folder: string, progress: UpdateProgress): void {
  writeWhole(join(folder, fileName), JSON.stringify(progress));
}

export function forgetProgress(folder: string): void {
  rmSync(join(folder, fileName), { force: true });
}
