import { spawn } from 'node:child_process';
import { chmod, copyFile, link, open, rename, rm } from 'node:fs/promises';
import { checkFile, type ReadyUpdate } from './fetch.ts';
import { UpdateRefusal } from './refusal.ts';
import type { UpdatePlan } from './plan.ts';

/** `installed`: the new version is in place. `handed-over`: another program or the person goes on. `given-up`: the person did not allow it. */
export type Applied = 'installed' | 'handed-over' | 'given-up';

/** pkexec's statuses for "not authorised" and "dialog dismissed". @see pkexec(1) */
const notAllowed = [126, 127];

/**
 * Carries out a plan, at the program's very end. The file is checked once more, so that what was swapped since it was
 * copied is not run. @throws UpdateRefusal `wrong-file`; Error when installing failed
 */
export async function applyUpdate(update: ReadyUpdate, plan: UpdatePlan): Promise<Applied> {
  await checkFile(update.file, update.manifest);
  switch (plan.how) {
    case 'show':
      return 'handed-over';
    case 'replace':
      await replaceProgram(update, plan.target, plan.previous);
      return 'installed';
    case 'run':
      return plan.wait ? runToEnd(plan.command, plan.args) : startAndLeave(plan.command, plan.args);
  }
}

/** At every moment one of both programs stands under the target's name. */
async function replaceProgram({ file, manifest }: ReadyUpdate, target: string, previous: string): Promise<void> {
  const beside = `${target}.new`;
  const old = `${previous}.new`;
  try {
    await rm(beside, { force: true });
    await rm(old, { force: true });
    // The data folder may be on another disk, where a rename does not reach.
    await copyFile(file, beside);
    await checkFile(beside, manifest);
    await chmod(beside, 0o755);
    await sync(beside);
    await link(target, old).catch(() => copyFile(target, old));
    await rename(old, previous);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    await rm(old, { force: true });
    throw error;
  }
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function runToEnd(command: string, args: readonly string[]): Promise<Applied> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'ignore', shell: false });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve('installed');
      else if (code !== null && notAllowed.includes(code)) resolve('given-up');
      else reject(new Error(`${command} ended with ${code ?? 'a signal'}`));
    });
  });
}

function startAndLeave(command: string, args: readonly string[]): Promise<Applied> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'ignore', shell: false, detached: true });
    child.once('error', (cause) => reject(new UpdateRefusal('unreadable', `${command} cannot be started`, null, cause)));
    child.once('spawn', () => {
      child.unref();
      resolve('handed-over');
    });
  });
}
