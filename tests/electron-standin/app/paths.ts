import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Electron's special folders on Linux. */
export function defaultPath(name: string, appName: string, userData: string): string | undefined {
  const home = process.env['HOME'] ?? homedir();
  const appData = process.env['XDG_CONFIG_HOME'] ?? join(home, '.config');
  const known: Readonly<Record<string, string>> = {
    home,
    appData,
    userData: join(appData, appName),
    sessionData: userData,
    temp: tmpdir(),
    exe: process.execPath,
    module: process.execPath,
    assets: process.resourcesPath,
    logs: join(userData, 'logs'),
    crashDumps: join(userData, 'Crashpad'),
    desktop: join(home, 'Desktop'),
    documents: join(home, 'Documents'),
    downloads: join(home, 'Downloads'),
    music: join(home, 'Music'),
    pictures: join(home, 'Pictures'),
    videos: join(home, 'Videos'),
  };
  return known[name];
}
