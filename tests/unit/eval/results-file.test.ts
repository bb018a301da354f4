import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BadInput } from '../../eval/bad-input.ts';
import { circumstances, replaceSection, table, writeSection } from '../../eval/results-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchhouse-results-'));
afterAll(() => rmSync(folder, { recursive: true }));

const before = '# Results\n\n<!-- eval:one -->\nold\n<!-- /eval:one -->\n\nby hand\n\n<!-- eval:two -->\n<!-- /eval:two -->\n';

describe('the results file', () => {
  it('gets a section replaced and keeps all else', () => {
    expect(replaceSection(before, 'one', 'new\nlines\n')).toBe(before.replace('old', 'new\nlines'));
    expect(replaceSection(before, 'two', 'first')).toBe(before.replace('eval:two -->\n', 'eval:two -->\nfirst\n'));
  });

  it('is the same when written twice', () => {
    const once = replaceSection(before, 'two', 'text');
    expect(replaceSection(once, 'two', 'text')).toBe(once);
  });

  it.each([
    ['no marks', '# Results\n'],
    ['one mark', '<!-- eval:one -->\n'],
    ['marks the wrong way round', '<!-- /eval:one -->\n<!-- eval:one -->\n'],
    ['a section twice', `${before}${before}`],
  ])('is left alone with %s', (_, text) => {
    const file = join(folder, 'bad.md');
    writeFileSync(file, text);
    expect(() => writeSection(file, 'one', 'new')).toThrow(BadInput);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('has to be there', () => expect(() => writeSection(join(folder, 'nowhere.md'), 'one', '')).toThrow(BadInput));

  it('is written', () => {
    const file = join(folder, 'good.md');
    writeFileSync(file, before);
    writeSection(file, 'one', 'new');
    expect(readFileSync(file, 'utf8')).toBe(before.replace('old', 'new'));
  });

  it('has tables whose cells keep their bars', () => expect(table(['a', 'b'], [['1|2', '3\n4']])).toBe('| a | b |\n| --- | --- |\n| 1\\|2 | 3 4 |'));

  it('says when, on what and with which models it was measured', () =>
    expect(circumstances(new Date('2026-11-24T12:00:00Z'))).toMatch(/^2026-11-24, commit .+GiB, load [\d.]+; Node [\d.]+, node-av [\d.]+, onnxruntime [\d.]+; models: .*nanodet [0-9a-f]{12}/));
});
