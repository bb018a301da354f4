import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Installed } from './plan.ts';

const answersWithinMs = 5000;
const folders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'] as const;

/**
 * How the packaged program that runs was installed; null when it was only unpacked somewhere.
 * @param executable the program's own file
 */
export async function howInstalled(platform: NodeJS.Platform, executable: string, env: NodeJS.ProcessEnv): Promise<Installed | null> {
  if (platform === 'win32') return { kind: 'exe' };
  if (platform === 'darwin') return { kind: 'dmg' };
  const appImage = env['APPIMAGE'];
  if (appImage !== undefined && appImage !== '') return { kind: 'AppImage', file: appImage, writable: await mayReplace(appImage) };
  const pkexec = await toolAt('pkexec');
  const dpkg = await toolAt('dpkg');
  if (dpkg !== null && (await owns(await toolAt('dpkg-query'), ['--search', executable]))) return { kind: 'deb', pkexec, tool: dpkg };
  const rpm = await toolAt('rpm');
  if (rpm !== null && (await owns(rpm, ['--query', '--file', executable]))) return { kind: 'rpm', pkexec, tool: rpm };
  return null;
}

async function mayReplace(file: string): Promise<boolean> {
  return access(dirname(file), constants.W_OK).then(() => true, () => false);
}

async function toolAt(name: string): Promise<string | null> {
  for (const folder of folders) {
    const path = `${folder}/${name}`;
    if (await access(path, constants.X_OK).then(() => true, () => false)) return path;
  }
  return null;
}

async function owns(tool: string | null, args: readonly string[]): Promise<boolean> {
  if (tool === null) return false;
  return promisify(execFile)(tool, args, { timeout: answersWithinMs }).then(() => true, () => false);
}
