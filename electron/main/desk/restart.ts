import { spawn } from 'node:child_process';
import { app } from 'electron';

/** What an AppImage's runtime puts into the environment of the program inside; a new one makes its own. */
const ofAppImage = ['APPIMAGE', 'APPDIR', 'ARGV0', 'OWD'];

/**
 * Has the program start again once this one has ended, from another file where that is given. An AppImage is started here:
 * Electron's own way runs from the mount that goes with this process.
 */
export function startAgainAtEnd(file: string | null = process.env['APPIMAGE'] ?? null): void {
  if (process.env['APPIMAGE'] === undefined || file === null) {
    app.relaunch(file === null ? {} : { execPath: file });
    return;
  }
  app.releaseSingleInstanceLock();
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofAppImage.includes(name)));
  spawn(file, process.argv.slice(1), { cwd: '/', env, detached: true, stdio: 'ignore' }).unref();
}
