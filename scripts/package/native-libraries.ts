import { existsSync } from 'node:fs';
import { join } from 'node:path';

export type Target = { readonly platform: 'linux' | 'win32' | 'darwin'; readonly arch: 'x64' | 'arm64' };

const argon2Suffix = { linux: '-gnu', win32: '-msvc', darwin: '' } as const;
const nodeAvSuffix = { linux: '', win32: '-msvc', darwin: '' } as const;

/** The native library of each package for one system, relative to the repository. */
export function nativeLibraries({ platform, arch }: Target): readonly string[] {
  const system = `${platform}-${arch}`;
  return [
    `node_modules/onnxruntime-node/bin/napi-v6/${platform}/${arch}/onnxruntime_binding.node`,
    `node_modules/better-sqlite3/prebuilds/${system}.node`,
    `node_modules/@seydx/node-av-${system}${nodeAvSuffix[platform]}/node-av.node`,
    `node_modules/@node-rs/argon2-${system}${argon2Suffix[platform]}/argon2.${system}${argon2Suffix[platform]}.node`,
  ];
}

/** Those that npm did not install on this machine. It installs a platform package only on that platform. */
export function missingLibraries(root: string, target: Target): string[] {
  return nativeLibraries(target).filter((path) => !existsSync(join(root, path)));
}

/** Patterns for electron-builder that keep the other architecture's and other systems' libraries out. */
export function foreignLibraries({ platform, arch }: Target): string[] {
  const other = arch === 'x64' ? 'arm64' : 'x64';
  const foreign: string[] = [];
  for (const system of ['linux', 'win32', 'darwin'] as const) {
    for (const theirArch of ['x64', 'arm64'] as const) {
      if (system === platform && theirArch === arch) continue;
      foreign.push(
        `!node_modules/onnxruntime-node/bin/napi-v6/${system}/${theirArch}/**`,
        `!node_modules/better-sqlite3/prebuilds/${system}-${theirArch}.node`,
        `!node_modules/better-sqlite3/lib/${system}-${theirArch}.js`,
        `!node_modules/@seydx/node-av-${system}-${theirArch}{,-msvc,-mingw}/**`,
        `!node_modules/@node-rs/argon2-${system}-${theirArch}{,-gnu,-musl,-msvc}/**`,
      );
    }
  }
  foreign.push(`!node_modules/better-sqlite3/lib/linuxmusl-{${arch},${other}}.js`, '!node_modules/@seydx/node-av-win32-*-mingw/**', '!node_modules/@node-rs/argon2-linux-*-musl/**');
  return foreign;
}
