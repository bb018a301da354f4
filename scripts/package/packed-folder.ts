import { join } from 'node:path';
import type { Target } from './native-libraries.ts';

export type PackedFolder = { /** All of the program. */ readonly folder: string; /** Where `app.asar` lies. */ readonly resources: string };

/** Where electron-builder leaves the unpacked program below its output folder. */
export function packedFolder(out: string, { platform, arch }: Target): PackedFolder {
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (platform === 'darwin') {
    const folder = join(out, `mac${suffix}`, 'Watchhouse.app');
    return { folder, resources: join(folder, 'Contents', 'Resources') };
  }
  const folder = join(out, `${platform === 'linux' ? 'linux' : 'win'}${suffix}-unpacked`);
  return { folder, resources: join(folder, 'resources') };
}
