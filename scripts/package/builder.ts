import { closeSync, existsSync, openSync, readSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Arch, build, Platform, type Configuration } from 'electron-builder';
import { foreignLibraries, missingLibraries, type Target } from './native-libraries.ts';
import { productionPackages } from './shipped-packages.ts';

/**
 * Bytes that every real Electron executable holds in front of its fuses.
 * @see https://github.com/electron/fuses, `SENTINEL`
 */
const fuseSentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');

export type PackOptions = {
  readonly root: string;
  readonly target: Target;
  /** Where the packages go. */
  readonly out: string;
  /** Only the folder, no installers. */
  readonly dir: boolean;
  /** A folder with an unpacked Electron; null downloads it. */
  readonly electronDist: string | null;
};

const platforms = { linux: Platform.LINUX, win32: Platform.WINDOWS, darwin: Platform.MAC } as const;
const arches = { x64: Arch.x64, arm64: Arch.arm64 } as const;

/** Whether an Electron folder holds a real executable, whose fuses can be set. The stand-in of the tests is a script. */
export function hasFuses(electronDist: string): boolean {
  const candidates = ['electron', 'electron.exe', 'Electron.app/Contents/Frameworks/Electron Framework.framework/Electron Framework'];
  const executable = candidates.map((path) => join(electronDist, path)).find(existsSync);
  if (executable === undefined) throw new Error(`${electronDist} holds no Electron`);
  const file = openSync(executable, 'r');
  try {
    const chunk = Buffer.alloc(4 * 1024 * 1024);
    let carried = 0;
    for (;;) {
      const read = readSync(file, chunk, carried, chunk.length - carried, null);
      if (read === 0) return false;
      if (chunk.subarray(0, carried + read).includes(fuseSentinel)) return true;
      const keep = Math.min(fuseSentinel.length, carried + read);
      chunk.copy(chunk, 0, carried + read - keep, carried + read);
      carried = keep;
    }
  } finally {
    closeSync(file);
  }
}

/** What is added to `electron-builder.yml` for this machine and target. */
export function configuration({ root, target, out, electronDist }: PackOptions): Configuration {
  const { shipped, left } = productionPackages(root);
  const kept = new Set(shipped.map(({ manifest }) => manifest.name));
  // electron-builder moves a package to the top where nothing stands there: by its name, not by where npm put it.
  const leftNames = left.map(({ manifest }) => manifest.name).filter((name) => !kept.has(name));
  return {
    extends: join(root, 'electron-builder.yml'),
    directories: { output: out },
    files: [...left.map(({ folder }) => relative(root, folder).replaceAll('\\', '/')), ...leftNames.map((name) => `node_modules/${name}`)].map((folder) => `!${folder}/**`).concat(foreignLibraries(target)),
    // A custom Electron folder keeps its demonstration program.
    afterPack: ({ appOutDir, packager }) => {
      rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
      return Promise.resolve();
    },
    ...(electronDist === null ? {} : { electronDist }),
    ...(electronDist !== null && !hasFuses(electronDist) ? { electronFuses: null } : {}),
  };
}

/** Runs electron-builder. Throws with a sentence when a native library of the target is not installed here. */
export async function pack(options: PackOptions): Promise<readonly string[]> {
  const { root, target, dir } = options;
  const missing = missingLibraries(root, target);
  if (missing.length > 0) {
    throw new Error(`${target.platform} ${target.arch} cannot be packed here; npm did not install ${missing.join(', ')}. Build on that system (docs/packaging.md).`);
  }
  rmSync(options.out, { recursive: true, force: true });
  const system = platforms[target.platform];
  // An empty list stands for the targets of the configuration; with a name only that one is made.
  const targets = dir ? system.createTarget('dir', arches[target.arch]) : new Map([[system, new Map([[arches[target.arch], []]])]]);
  return build({ projectDir: root, targets, config: configuration(options), publish: 'never' });
}
