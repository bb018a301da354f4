import { readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Package = z.object({ version: z.string() });

/** Versions that a report of a fault needs. */
export function programVersions(root: string): Record<string, string> {
  const versionOf = (path: string): string => Package.parse(JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'))).version;
  return {
    watchhouse: versionOf('.'),
    node: process.versions.node,
    'node-av': versionOf('node_modules/node-av'),
    onnxruntime: versionOf('node_modules/onnxruntime-node'),
    'better-sqlite3': versionOf('node_modules/better-sqlite3'),
  };
}

/** Bytes of all files below a folder; what vanishes meanwhile does not count. */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name)).catch(() => ({ size: 0 }))).size;
  return bytes;
}
