import fc from 'fast-check';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ShellSettings } from '../../../electron/contract/desktop.ts';
import { jsonFile } from '../../../electron/main/json-file.ts';
import { WindowsFile } from '../../../electron/main/windows/windows.ts';

vi.mock('electron', () => ({ BrowserWindow: {}, screen: {} }));

const Settings = z.object({ name: z.string().max(10).default('fresh'), count: z.number().default(0) });
const fresh = { name: 'fresh', count: 0 };
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchhouse-json-'));
  path = join(folder, 'settings.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a small file of settings', () => {
  it('holds what was written, for this user alone', () => {
    const file = jsonFile(path, Settings);
    file.write({ name: '岗亭', count: 2 });
    expect(jsonFile(path, Settings).read()).toEqual({ name: '岗亭', count: 2 });
    expect(statSync(path).mode & 0o077).toBe(0);
    file.write({ name: 'b', count: 3 });
    expect(file.read()).toEqual({ name: 'b', count: 3 });
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });
  it.each([
    ['empty', ''], ['cut short', '{"name":"a"'], ['no object', '[1]'], ['null', 'null'], ['of another kind', '{"name":5}'], ['partly wrong', '{"name":"a","count":"x"}'], ['too long in a place', `{"name":"${'a'.repeat(11)}"}`], ['no text', '\0\0\0\0'],
  ])('that is %s counts as absent', (_what, text) => {
    writeFileSync(path, text);
    expect(jsonFile(path, Settings).read()).toEqual(fresh);
  });
  it('that is not there, is a folder or is far too large counts as absent', () => {
    expect(jsonFile(path, Settings).read()).toEqual(fresh);
    writeFileSync(path, `{"count":1${' '.repeat(1_000_000)}}`);
    expect(jsonFile(path, Settings).read()).toEqual(fresh);
    rmSync(path);
    mkdirSync(path);
    expect(jsonFile(path, Settings).read()).toEqual(fresh);
  });
  it('that is damaged is replaced by the next that is written', () => {
    writeFileSync(path, '{');
    writeFileSync(`${path}.new`, 'of a write that was cut short, and longer than what comes');
    jsonFile(path, Settings).write({ name: 'a', count: 1 });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ name: 'a', count: 1 });
  });
  it('that a newer version wrote is read as far as it is known', () => {
    writeFileSync(path, '{"name":"a","later":true}');
    expect(jsonFile(path, Settings).read()).toEqual({ name: 'a', count: 0 });
  });
  it('stays as it was when it cannot be written', () => {
    const file = jsonFile(path, Settings);
    file.write({ name: 'a', count: 1 });
    mkdirSync(`${path}.new`);
    expect(() => file.write({ name: 'b', count: 2 })).toThrow();
    expect(file.read()).toEqual({ name: 'a', count: 1 });
  });
  it('is read whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (text) => {
        writeFileSync(path, text);
        expect(Settings.safeParse(jsonFile(path, Settings).read()).success).toBe(true);
      }),
    );
  });
  it('of the program starts from nothing', () => {
    expect(jsonFile(path, ShellSettings).read()).toMatchObject({ language: null, stayInTray: true, notices: { red: true } });
    expect(jsonFile(path, WindowsFile).read()).toEqual({ windows: [] });
  });
});
