import { sign } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestName, signatureName } from '../../electron/main/update/manifest.ts';
import type { RunningProgram } from '../../electron/main/update/find.ts';
import { newKeys, signUpdate } from '../../scripts/package/sign-update.ts';

/** A key pair that lives as long as the test run. */
export const testKeys = newKeys();
export const strangersKeys = newKeys();

export const running: RunningProgram = { version: '1.0.0', platform: 'linux', arch: 'x64', kind: 'AppImage' };
export const installerBytes = Buffer.from('#!/bin/sh\necho new\n'.repeat(20_000));

export type PackageOptions = { readonly version?: string; readonly file?: string; readonly minimumVersion?: string | null; readonly privateKey?: string };

/** Makes a real signed package in a folder. */
export async function makePackage(folder: string, { version = '1.1.0', file = 'Watchhouse-1.1.0-linux-x64.AppImage', minimumVersion = null, privateKey = testKeys.privateKey }: PackageOptions = {}): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), installerBytes);
  await signUpdate({ folder, privateKey, version, file, arch: null, minimumVersion, notes: { 'zh-CN': '修复', en: 'Repairs' }, releasedAt: 1_790_000_000_000 });
}

/** Puts other bytes in the manifest's place, signed with the right key. */
export function signBytes(folder: string, bytes: Buffer): void {
  writeFileSync(join(folder, manifestName), bytes);
  writeFileSync(join(folder, signatureName), sign(null, bytes, testKeys.privateKey).toString('base64'));
}

/** Changes words of the manifest and signs it again with the right key. */
export function changeManifest(folder: string, changes: Readonly<Record<string, unknown>>): void {
  const manifest = JSON.parse(readFileSync(join(folder, manifestName), 'utf8')) as Record<string, unknown>;
  signBytes(folder, Buffer.from(JSON.stringify({ ...manifest, ...changes })));
}
