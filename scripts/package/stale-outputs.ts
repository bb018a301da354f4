import { existsSync, globSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes compiled scripts whose source is gone: the compiler leaves them where they are, and they would be packed.
 * Gives their paths below `dist/electron`.
 */
export function removeStaleOutputs(root: string): string[] {
  const folder = join(root, 'dist', 'electron');
  const hasSource = (path: string): boolean => {
    const stem = path.replace(/\.js(\.map)?$/, '');
    return existsSync(join(root, 'electron', `${stem}.ts`)) || existsSync(join(root, 'electron', `${stem}.tsx`));
  };
  const stale = globSync('**/*.{js,js.map}', { cwd: folder }).filter((path) => !hasSource(path));
  for (const path of stale) rmSync(join(folder, path));
  return stale;
}
