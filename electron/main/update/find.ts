import { lstat, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { folderSource } from './folder-source.ts';
import { kindOf, limits, manifestName, signatureName, UpdateManifest, type PackageKind } from './manifest.ts';
import type { PackageSource } from './package-source.ts';
import { UpdateRefusal } from './refusal.ts';
import { releaseKeys } from './release-keys.ts';
import { serverSource, type Patience } from './server-source.ts';
import { isSigned } from './signature.ts';
import { compareVersions } from './version.ts';

/** What runs now. */
export type RunningProgram = {
  readonly version: string;
  readonly platform: string;
  readonly arch: string;
  /** Null: not installed from a package, so there is nothing to update. */
  readonly kind: PackageKind | null;
};

/** A package whose manifest is signed and fits this machine; its file has not been looked at yet. */
export type FoundUpdate = { readonly manifest: UpdateManifest; readonly source: PackageSource };
export type Finding = { readonly phase: 'found'; readonly update: FoundUpdate } | { readonly phase: 'current'; readonly version: string };

export type FindOptions = {
  /** Roots of sticks and disks to look on as well. */
  readonly alsoOn?: readonly string[];
  readonly keys?: readonly string[];
  readonly patience?: Patience;
  readonly signal?: AbortSignal;
};

/**
 * Looks for a newer version in a folder (or beside a file in it) or below an http(s) address. There, in `watchhouse/` and in
 * `PLATFORM-ARCH/` and `PLATFORM-ARCH-KIND/` of both it may lie, so that one stick serves different machines. The newest that
 * fits is taken.
 * @throws UpdateRefusal the most telling reason when nothing fits
 */
export async function findUpdate(source: string, running: RunningProgram, { alsoOn = [], keys = releaseKeys, patience, signal }: FindOptions = {}): Promise<Finding> {
  if (running.kind === null) throw new UpdateRefusal('not-packaged', 'the program runs from its sources');
  const findings: Finding[] = [];
  const refusals: UpdateRefusal[] = [];
  const isWeb = webAddress(source) !== null;
  for (const place of await placesOf(source, alsoOn, running, patience)) {
    try {
      const finding = await lookAt(place, running, keys, signal);
      if (finding !== null) findings.push(finding);
    } catch (error) {
      if (!(error instanceof UpdateRefusal)) throw error;
      refusals.push(error);
      // A server that does not answer is not asked for five more places.
      if (isWeb && error.reason === 'unreadable') break;
    }
  }
  const found = findings.filter((finding) => finding.phase === 'found').sort((a, b) => compareVersions(b.update.manifest.version, a.update.manifest.version));
  const best = found[0] ?? findings[0];
  if (best !== undefined) return best;
  throw refusals[0] ?? new UpdateRefusal('not-found', `no ${manifestName} in ${source}`);
}

/** One package. Its signature is checked before a word of it is read. */
async function lookAt(source: PackageSource, running: RunningProgram, keys: readonly string[], signal: AbortSignal | undefined): Promise<Finding | null> {
  const bytes = await source.read(manifestName, limits.manifestBytes, signal);
  if (bytes === null) return null;
  const signature = await source.read(signatureName, limits.signatureBytes, signal);
  if (keys.length === 0) throw new UpdateRefusal('bad-signature', 'this build knows no key for updates (docs/releasing.md)');
  if (signature === null || !isSigned(bytes, signature.toString('latin1'), keys)) throw new UpdateRefusal('bad-signature', `the package at ${source.name} is not signed by a known key`);
  const manifest = parse(bytes, source.name);
  const { version, minimumVersion, platform, arch } = manifest;
  const fits = platform === running.platform && arch === running.arch && kindOf(manifest) === running.kind;
  if (!fits) throw new UpdateRefusal('other-system', `${manifest.file} is for ${platform} ${arch}`, version);
  const difference = compareVersions(version, running.version);
  if (difference < 0) throw new UpdateRefusal('older', `${version} is older than ${running.version}`, version);
  if (difference === 0) return { phase: 'current', version };
  if (minimumVersion !== null && compareVersions(running.version, minimumVersion) < 0) {
    throw new UpdateRefusal('other-system', `${version} can be installed from ${minimumVersion} on; this is ${running.version}`, version);
  }
  return { phase: 'found', update: { manifest, source } };
}

function parse(bytes: Buffer, name: string): UpdateManifest {
  try {
    return UpdateManifest.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    throw new UpdateRefusal('unreadable', `the package at ${name} cannot be understood`, null, error);
  }
}

function below({ platform, arch, kind }: RunningProgram): readonly string[] {
  const system = `${platform}-${arch}`;
  return ['', 'watchhouse'].flatMap((folder) => ['', system, `${system}-${kind ?? ''}`].map((name) => [folder, name].filter((part) => part !== '').join('/')));
}

async function placesOf(source: string, alsoOn: readonly string[], running: RunningProgram, patience: Patience | undefined): Promise<PackageSource[]> {
  const parts = below(running);
  const web = webAddress(source);
  if (web !== null) {
    return parts.map((part) => serverSource(new URL(part === '' ? '' : `${part}/`, web), patience));
  }
  const places: PackageSource[] = [];
  for (const root of [await folderOf(source), ...alsoOn]) {
    for (const part of parts) if (await isRealBelow(root, part)) places.push(folderSource(join(root, part)));
  }
  return places;
}

/** The folder that an http(s) address names; null when it is none. */
function webAddress(source: string): URL | null {
  const web = /^https?:\/\//i.test(source) && URL.canParse(source) ? new URL(source) : null;
  if (web === null) return null;
  if (!web.pathname.endsWith('/')) web.pathname += '/';
  web.search = web.hash = '';
  return web;
}

/** Somebody may point at the manifest or the installer itself. */
async function folderOf(source: string): Promise<string> {
  const found = await stat(source).catch(() => null);
  return found?.isFile() === true && basename(source) !== '' ? dirname(source) : source;
}

/** Whether the folders below a root are folders and no links that lead off a stick. */
async function isRealBelow(root: string, part: string): Promise<boolean> {
  let path = root;
  for (const name of part === '' ? [] : part.split('/')) {
    path = join(path, name);
    const found = await lstat(path).catch(() => null);
    if (found?.isDirectory() !== true) return false;
  }
  return true;
}
