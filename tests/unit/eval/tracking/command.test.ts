import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'watchhouse-eval-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function evaluate(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(import.meta.dirname, '../../../eval/main.ts'), ...args], { encoding: 'utf8' });
}

const truth = file('gt.txt', '1,1,0,0,10,10,1,-1,-1,-1\n2,1,0,0,10,10,1,-1,-1,-1\n');

describe('the evaluation command', () => {
  it('prints one JSON object', () => {
    const tracks = file('tracks.txt', '1,7,0,0,10,10,0.9,-1,-1,-1\n2,7,0,0,10,10,0.9,-1,-1,-1\n');
    const { status, stdout } = evaluate('tracking', '--tracks', tracks, '--truth', truth);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ MOTA: 1, MOTP: 1, IDF1: 1, HOTA: 1, DetA: 1, AssA: 1, IDSW: 0, FP: 0, FN: 0 });
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  const tracks = file('one.txt', '1,1,0,0,10,10,1,-1,-1,-1\n');
  it.each([
    ['no evaluation named', []],
    ['an unknown evaluation', ['toString']],
    ['no files named', ['tracking']],
    ['an unknown option', ['tracking', '--track', tracks, '--truth', truth]],
    ['a missing file', ['tracking', '--tracks', join(folder, 'nowhere.txt'), '--truth', truth]],
    ['a folder', ['tracking', '--tracks', folder, '--truth', truth]],
    ['an empty truth', ['tracking', '--tracks', tracks, '--truth', file('empty.txt', '')]],
    ['prose', ['tracking', '--tracks', file('prose.txt', 'this is not a file of tracks, is it, no, no'), '--truth', truth]],
    ['too few columns', ['tracking', '--tracks', file('short.txt', '1,1,0,0\n'), '--truth', truth]],
    ['a frame 0', ['tracking', '--tracks', file('zero.txt', '0,1,0,0,10,10,1\n'), '--truth', truth]],
    ['an id twice in a frame', ['tracking', '--tracks', file('twice.txt', '1,1,0,0,9,9,1\n1,1,5,5,9,9,1\n'), '--truth', truth]],
  ])('answers %s with one line on stderr and status 2', (_, args) => {
    const { status, stdout, stderr } = evaluate(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toContain('    at ');
  });
});
