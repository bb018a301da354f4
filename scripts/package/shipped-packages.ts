import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';

/** What is read of a package.json. */
const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
  licenses: z.array(z.object({ type: z.string() })).optional(),
  author: z.union([z.string(), z.object({ name: z.string().optional() })]).optional(),
  homepage: z.string().optional(),
  repository: z.union([z.string(), z.object({ url: z.string().optional() })]).optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
});
export type Manifest = z.infer<typeof Manifest>;

/** A package as it lies in node_modules. */
export type InstalledPackage = { readonly manifest: Manifest; /** Absolute. */ readonly folder: string };

/**
 * Dependencies that packages declare and that the running program never loads, with what they are for. Cutting them
 * takes their own dependencies away too; a test walks all imports to see that nothing of them is missed.
 */
export const notNeededAtRunTime: Readonly<Record<string, readonly string[]>> = {
  // The installer's download of ffmpeg, and WebRTC, which has an entry point of its own (`node-av/webrtc`).
  'node-av': ['unzipper', 'werift'],
  // The install script's download of CUDA libraries.
  'onnxruntime-node': ['adm-zip', 'global-agent'],
  // C++ headers for compiling.
  'better-sqlite3': ['node-addon-api'],
};

/** Reads the package.json of a folder. Throws when it is none. */
export function readManifest(folder: string): Manifest {
  return Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
}

/** The folder that Node would find for a package name from inside `from`; null when it is not installed. */
export function findPackage(name: string, from: string, root: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === root || dirname(folder) === folder) return null;
  }
}

/**
 * All installed packages that are reached over dependencies from `names`, those included, each once by its folder.
 * @param cut dependencies not to follow, by the package that declares them
 */
export function reachedPackages(root: string, names: readonly string[], cut: Readonly<Record<string, readonly string[]>> = {}): InstalledPackage[] {
  const found = new Map<string, InstalledPackage>();
  const visit = (name: string, from: string, required: boolean): void => {
    const folder = findPackage(name, from, root);
    if (folder === null) {
      if (required) throw new Error(`${name}, needed in ${relative(root, from) || '.'}, is not installed`);
      return;
    }
    if (found.has(folder)) return;
    const manifest = readManifest(folder);
    found.set(folder, { manifest, folder });
    const skip = new Set(cut[manifest.name]);
    const optional = manifest.optionalDependencies;
    for (const dependency of Object.keys(manifest.dependencies)) {
      if (!skip.has(dependency)) visit(dependency, folder, !(dependency in optional));
    }
    for (const dependency of Object.keys(optional)) if (!skip.has(dependency)) visit(dependency, folder, false);
  };
  for (const name of names) visit(name, root, true);
  return [...found.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** The production packages, and those among them that are packed. */
export function productionPackages(root: string): { shipped: InstalledPackage[]; left: InstalledPackage[] } {
  const names = Object.keys(readManifest(root).dependencies);
  const shipped = reachedPackages(root, names, notNeededAtRunTime);
  const kept = new Set(shipped.map(({ folder }) => folder));
  return { shipped, left: reachedPackages(root, names).filter(({ folder }) => !kept.has(folder)) };
}
