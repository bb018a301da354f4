import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CrashDump } from '../../../../electron/contract/desktop.ts';
import { makeCrashReports, type Crash } from '../../../../electron/main/desk/crash-reports.ts';

let root: string;
let folder: string;
const crash: Crash = { process: 'engine', reason: 'ended with 1', exitCode: 1, versions: { watchhouse: '0.1.0' }, uptimeS: 12 };
const at = Date.UTC(2026, 8, 14, 12);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'watchhouse-crashes-'));
  folder = join(root, 'crashes');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('reports of crashes', () => {
  it('are none before the first', () => {
    expect(makeCrashReports(folder).list()).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });
  it('hold what is known, in a file for this user alone', () => {
    const reports = makeCrashReports(folder);
    reports.add(crash, at);
    const [report] = reports.list();
    expect(report?.id).toBe('2026-09-14T12-00-00-000Z-engine.json');
    const file = reports.path(report?.id ?? '') ?? '';
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ at: '2026-09-14T12:00:00.000Z', ...crash });
    expect(report?.bytes).toBe(statSync(file).size);
    expect((statSync(file).mode | statSync(folder).mode) & 0o077).toBe(0);
  });
  it('are named so that the windows can name them, whatever the process is called', () => {
    const reports = makeCrashReports(folder);
    for (const process of ['pepper plugin broker', '../../evil', 'a/b\\c', '岗亭', '', 'x'.repeat(300)]) reports.add({ ...crash, process }, at);
    for (const name of readdirSync(folder)) expect(CrashDump.shape.id.safeParse(name).success, name).toBe(true);
    expect(readdirSync(root)).toEqual(['crashes']);
    expect(reports.list().length).toBe(readdirSync(folder).length);
    expect(reports.list().length).toBeGreaterThanOrEqual(5);
  });
  it('are listed newest first', () => {
    const reports = makeCrashReports(folder);
    for (const [index, process] of ['worker', 'window', 'gpu'].entries()) {
      reports.add({ ...crash, process }, at + index);
      for (const name of readdirSync(folder)) if (name.includes(process)) utimesSync(join(folder, name), (at + index * 1000) / 1000, (at + index * 1000) / 1000);
    }
    expect(reports.list().map(({ id }) => id.split('-').at(-1))).toEqual(['gpu.json', 'window.json', 'worker.json']);
  });
  it('are fifty at most; the oldest go', () => {
    const reports = makeCrashReports(folder);
    for (let index = 0; index < 60; index++) {
      reports.add(crash, at + index);
      const [newest] = readdirSync(folder).sort().toReversed();
      utimesSync(join(folder, newest ?? ''), (at + index) / 1000, (at + index) / 1000);
    }
    reports.add(crash, at + 60);
    const names = readdirSync(folder).sort();
    expect(names).toHaveLength(50);
    expect(names[0]).toContain('12-00-00-011Z');
    expect(names.at(-1)).toContain('12-00-00-060Z');
  });
  it('do not grow with what a process said at its end', () => {
    const reports = makeCrashReports(folder);
    reports.add({ ...crash, reason: 'x'.repeat(1_000_000) }, at);
    expect(reports.list()[0]?.bytes).toBeLessThan(4000);
  });
  it('can be taken away by name, and nothing else can', () => {
    const reports = makeCrashReports(folder);
    reports.add(crash, at);
    writeFileSync(join(root, 'other.json'), '{}');
    for (const id of ['../other.json', join(root, 'other.json'), '..', '.', '', 'none.json']) {
      expect(reports.path(id), id).toBeNull();
      reports.remove(id);
    }
    expect(existsSync(join(root, 'other.json'))).toBe(true);
    expect(reports.list()).toHaveLength(1);
    reports.remove(reports.list()[0]?.id ?? '');
    expect(reports.list()).toEqual([]);
  });
  it('are listed beside what is no report, and that is left alone', () => {
    const reports = makeCrashReports(folder);
    reports.add(crash, at);
    mkdirSync(join(folder, 'a-folder'));
    symlinkSync(join(root, 'gone'), join(folder, 'a-link'));
    writeFileSync(join(folder, 'a name with spaces'), '');
    expect(reports.list().map(({ id }) => id)).toEqual(['2026-09-14T12-00-00-000Z-engine.json']);
    expect(reports.path('a-folder')).toBeNull();
  });
  it('hold no credentials, whatever the reason says', () => {
    const reports = makeCrashReports(folder);
    reports.add({ ...crash, reason: 'cannot open rtsp://admin:Ztr0ng-unique@192.0.2.1/main' }, at);
    const text = readFileSync(reports.path(reports.list()[0]?.id ?? '') ?? '', 'utf8');
    expect(text).toContain('192.0.2.1');
    expect(text).not.toContain('Ztr0ng-unique');
  });
  it('that cannot be written are no second crash', () => {
    writeFileSync(folder, 'a file where the folder should be');
    const reports = makeCrashReports(folder);
    expect(() => reports.add(crash, at)).not.toThrow();
    expect(() => reports.add(crash, Number.NaN)).not.toThrow();
    expect(reports.list()).toEqual([]);
  });
});
