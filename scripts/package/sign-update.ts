/**
 * Makes a folder with one installer a package for updating: writes the manifest and signs it. See docs/releasing.md.
 *
 *   npm run release:sign -- FOLDER --key FILE [--file NAME] [--arch x64|arm64] [--minimum VERSION] [--notes-zh TEXT --notes-en TEXT]
 *   npm run release:sign -- --new-key FILE       makes a key pair; the private half goes to FILE, the public one is printed
 */
import { createHash, createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { kindOf, manifestName, PackageKind, signatureName, UpdateManifest } from '../../electron/main/update/manifest.ts';
import { readManifest } from './shipped-packages.ts';

const root = join(import.meta.dirname, '..', '..');
const platformOf = { AppImage: 'linux', deb: 'linux', rpm: 'linux', exe: 'win32', dmg: 'darwin' } as const;

export type SignOptions = {
  readonly folder: string;
  /** Ed25519, PEM. */
  readonly privateKey: string;
  readonly version: string;
  /** Which file, where the folder holds several installers. */
  readonly file: string | null;
  readonly arch: string | null;
  readonly minimumVersion: string | null;
  readonly notes: { readonly 'zh-CN': string; readonly en: string } | null;
  readonly releasedAt: number;
};

function installerIn(folder: string, asked: string | null): string {
  const candidates = readdirSync(folder).filter((name) => PackageKind.safeParse(name.slice(name.lastIndexOf('.') + 1)).success);
  const chosen = asked === null ? candidates : candidates.filter((name) => name === asked);
  if (chosen.length !== 1 || chosen[0] === undefined) throw new Error(`say with --file which of these is to be signed: ${candidates.join(', ') || 'none'}`);
  return chosen[0];
}

/** electron-builder names the architecture in the file's name, each system in its own way. */
function archOf(file: string): string | null {
  if (/(arm64|aarch64)/.test(file)) return 'arm64';
  return /(x64|x86_64|amd64)/.test(file) ? 'x64' : null;
}

async function sha512(path: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

/** Writes manifest and signature beside the installer; gives the manifest. */
export async function signUpdate({ folder, privateKey, version, file: asked, arch, minimumVersion, notes, releasedAt }: SignOptions): Promise<UpdateManifest> {
  const file = installerIn(folder, asked);
  const key: KeyObject = createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the key is not an Ed25519 key');
  const path = join(folder, file);
  const manifest = UpdateManifest.parse({
    version, platform: platformOf[kindOf({ file })], arch: arch ?? archOf(file), file, bytes: statSync(path).size, sha512: await sha512(path), minimumVersion, notes, releasedAt,
  });
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, manifestName), bytes);
  writeFileSync(join(folder, signatureName), `${sign(null, bytes, key).toString('base64')}\n`);
  return manifest;
}

/** A new key pair as PEM. */
export function newKeys(): { readonly privateKey: string; readonly publicKey: string } {
  return generateKeyPairSync('ed25519', { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
}

async function run(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { key: text, 'new-key': text, file: text, arch: text, minimum: text, 'notes-zh': text, 'notes-en': text } });
  if (values['new-key'] !== undefined) {
    const { privateKey, publicKey } = newKeys();
    writeFileSync(values['new-key'], privateKey, { mode: 0o600, flag: 'wx' });
    console.log(publicKey);
    return;
  }
  const [folder] = positionals;
  const { key, 'notes-zh': chinese, 'notes-en': english } = values;
  if (folder === undefined || key === undefined) throw new Error('npm run release:sign -- FOLDER --key FILE');
  if ((chinese === undefined) !== (english === undefined)) throw new Error('notes are given in both languages or not at all');
  const manifest = await signUpdate({
    folder,
    privateKey: readFileSync(key, 'utf8'),
    version: readManifest(root).version,
    file: values.file ?? null,
    arch: values.arch ?? null,
    minimumVersion: values.minimum ?? null,
    notes: chinese === undefined || english === undefined ? null : { 'zh-CN': chinese, en: english },
    releasedAt: Date.now(),
  });
  console.log(`${manifest.file}: version ${manifest.version} for ${manifest.platform} ${manifest.arch}, ${manifest.bytes} bytes`);
}

if (process.argv[1] === import.meta.filename) {
  try {
    await run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
