import { z } from 'zod';
import { Words } from '../../contract/words.ts';
import { Version } from './version.ts';

/** A package for updating is a folder with these two files and the installer that the first one names. */
export const manifestName = 'watchhouse-update.json';
/** Ed25519 over the exact bytes of the manifest, base64. */
export const signatureName = `${manifestName}.sig`;

/** Larger files are not read. */
export const limits = { manifestBytes: 65_536, signatureBytes: 256, packageBytes: 4 * 1024 ** 3 } as const;

/** How the program was installed, by the ending of what installs it. */
export const PackageKind = z.enum(['AppImage', 'deb', 'rpm', 'exe', 'dmg']);
export type PackageKind = z.infer<typeof PackageKind>;

export const UpdateManifest = z.object({
  version: Version,
  platform: z.enum(['linux', 'win32', 'darwin']),
  arch: z.enum(['x64', 'arm64']),
  /** A plain file name: it lies beside the manifest and nowhere else. */
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._()+-]{0,120}\.(AppImage|deb|rpm|exe|dmg)$/),
  bytes: z.number().int().min(1).max(limits.packageBytes),
  sha512: z.string().regex(/^[0-9a-f]{128}$/),
  /** The oldest version that can be updated to this one directly. */
  minimumVersion: Version.nullable().default(null),
  notes: Words.nullable().default(null),
  /** Epoch milliseconds. */
  releasedAt: z.number().int().min(0),
});
export type UpdateManifest = z.infer<typeof UpdateManifest>;

export function kindOf({ file }: Pick<UpdateManifest, 'file'>): PackageKind {
  return PackageKind.parse(file.slice(file.lastIndexOf('.') + 1));
}
