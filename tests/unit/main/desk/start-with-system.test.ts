import fc from 'fast-check';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { execValue, setStartWithSystem } from '../../../../electron/main/desk/start-with-system.ts';

const paths = vi.hoisted(() => ({ home: '', exe: '' }));
vi.mock('electron', () => ({ app: { getPath: (name: 'home' | 'exe') => paths[name] } }));

/**
 * What a desktop makes of an `Exec` value, by the Desktop Entry Specification: first the escapes of any string, then the
 * quotes, then the field codes.
 */
function argumentsOf(value: string): string[] {
  const text = value.replace(/\\(.)/gs, (whole, letter: string) => {
    const meant = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' }[letter];
    if (meant === undefined) throw new Error(`${whole} is no escape`);
    return meant;
  });
  const found: string[] = [];
  for (const [, quoted, plain = ''] of text.matchAll(/"((?:\\.|[^"\\])*)"|([^\s"]+)/gs)) {
    const part = quoted?.replace(/\\?(.)/gs, (whole, letter: string) => {
      if (whole.startsWith('\\') !== '"`$\\'.includes(letter)) throw new Error(`${whole} is not to stand in quotes`);
      return letter;
    }) ?? plain;
    if (/%[^%]/.test(part.replaceAll('%%', ''))) throw new Error(`a field code in ${part}`);
    found.push(part.replaceAll('%%', '%'));
  }
  return found;
}

describe('what the system starts', () => {
  it('is the program, with what it is told', () => {
    expect(execValue('/opt/Watchhouse/watchhouse', ['--hidden'])).toBe('"/opt/Watchhouse/watchhouse" --hidden');
  });
  it.each(['/home/门卫/Watch House.AppImage', '/opt/100% sure/x', '/opt/"quoted"/x', '/opt/$HOME/`id`/x', '/opt/back\\slash/x', "/opt/it's/x", '/opt/%f/x'])('is found at %s', (program) => {
    expect(argumentsOf(execValue(program, ['--hidden']))).toEqual([program, '--hidden']);
  });
  it('is found wherever the program lies', () => {
    const name = fc.string({ unit: fc.oneof(fc.constantFrom('"', '`', '$', '\\', '%', ' ', "'", 'n', 's', 'u'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(name, (program) => {
        expect(argumentsOf(execValue(`/${program}`, ['--hidden']))).toEqual([`/${program}`, '--hidden']);
      }),
    );
  });
});

describe.runIf(process.platform === 'linux')('starting with the session', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'watchhouse-autostart-'));
    Object.assign(paths, { home: folder, exe: '/opt/Watchhouse/watchhouse' });
    vi.stubEnv('XDG_CONFIG_HOME', undefined);
    vi.stubEnv('APPIMAGE', undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  const read = (...path: string[]): string => readFileSync(join(folder, ...path, 'autostart', 'watchhouse.desktop'), 'utf8');

  it('is asked for in the place of this user, and taken back', () => {
    setStartWithSystem(true);
    expect(read('.config')).toMatch(/^\[Desktop Entry\]\nType=Application\n(.*\n)*Exec="\/opt\/Watchhouse\/watchhouse" --hidden\n/);
    setStartWithSystem(true);
    setStartWithSystem(false);
    expect(existsSync(join(folder, '.config', 'autostart', 'watchhouse.desktop'))).toBe(false);
    setStartWithSystem(false);
  });
  it('is asked for where the environment keeps such things', () => {
    vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'settings'));
    setStartWithSystem(true);
    expect(read('settings')).toContain('Exec=');
  });
  it('takes an empty environment variable for none', () => {
    vi.stubEnv('XDG_CONFIG_HOME', '');
    setStartWithSystem(true);
    expect(read('.config')).toContain('Exec=');
  });
  it('is of the AppImage, and not of the place where it happens to be mounted', () => {
    vi.stubEnv('APPIMAGE', '/home/guard/Watchhouse.AppImage');
    setStartWithSystem(true);
    expect(read('.config')).toContain('Exec="/home/guard/Watchhouse.AppImage" --hidden');
  });
});
