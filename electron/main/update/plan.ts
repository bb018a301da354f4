import { basename, dirname, join } from 'node:path';
import type { ReadyUpdate } from './fetch.ts';
import { kindOf } from './manifest.ts';
import { UpdateRefusal } from './refusal.ts';

/** How the program that runs was installed, and what the system offers for replacing it. */
export type Installed =
  /** `file` is what $APPIMAGE says; `writable`: this user may replace it. */
  | { readonly kind: 'AppImage'; readonly file: string; readonly writable: boolean }
  /** Absolute paths of the tools; null where there is none. */
  | { readonly kind: 'deb' | 'rpm'; readonly pkexec: string | null; readonly tool: string | null }
  | { readonly kind: 'exe' }
  | { readonly kind: 'dmg' };

/** What is done when the program ends. No step goes through a shell. */
export type UpdatePlan =
  /** `file` takes the place of `target`, which stays as `previous`. */
  | { readonly how: 'replace'; readonly target: string; readonly previous: string }
  /** `wait`: the command asks for a password and is done when it ends; otherwise it outlives the program. */
  | { readonly how: 'run'; readonly command: string; readonly args: readonly string[]; readonly wait: boolean }
  /** The person has to do it: the file is shown in its folder, with a sentence (`reason`). */
  | { readonly how: 'show'; readonly reason: 'not-writable' | 'no-tool' };

/** Where the program that was replaced is kept. */
export const previousOf = (appImage: string): string => join(dirname(appImage), `${basename(appImage)}.previous`);

/** Decides how a checked copy is installed. @throws UpdateRefusal `other-system` when it is of another kind */
export function planUpdate({ manifest, file }: ReadyUpdate, installed: Installed): UpdatePlan {
  if (kindOf(manifest) !== installed.kind) throw new UpdateRefusal('other-system', `${manifest.file} does not update an installed ${installed.kind}`, manifest.version);
  switch (installed.kind) {
    case 'AppImage':
      return installed.writable ? { how: 'replace', target: installed.file, previous: previousOf(installed.file) } : { how: 'show', reason: 'not-writable' };
    case 'deb':
    case 'rpm': {
      const { kind, pkexec, tool } = installed;
      if (pkexec === null || tool === null) return { how: 'show', reason: 'no-tool' };
      return { how: 'run', command: pkexec, args: [tool, ...(kind === 'deb' ? ['--install'] : ['--upgrade']), file], wait: true };
    }
    case 'exe':
      // Options of electron-builder's installer: silent, over the installed version, start again afterwards.
      return { how: 'run', command: file, args: ['--updated', '/S', '--force-run'], wait: false };
    case 'dmg':
      return { how: 'run', command: '/usr/bin/open', args: [file], wait: false };
  }
}
