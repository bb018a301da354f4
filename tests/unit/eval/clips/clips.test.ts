import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BadInput } from '../../../eval/bad-input.ts';
import { parseCsv } from '../../../eval/clips/csv.ts';
import { evaluateClips } from '../../../eval/clips/evaluate.ts';
import { judges } from '../../../eval/clips/judges.ts';
import { readLabels } from '../../../eval/clips/labels.ts';
import { measureClips } from '../../../eval/clips/measures.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchhouse-clips-'));
writeFileSync(join(folder, 'a.mp4'), 'not a video');
writeFileSync(join(folder, 'b, c.mp4'), 'not a video');
function table(text: string): string {
  const file = join(mkdtempSync(join(folder, 't-')), 'labels.csv');
  writeFileSync(file, text);
  return file;
}

describe('tables of clips', () => {
  test('cells may be quoted, hold commas, quotes and line breaks; Windows line ends and empty lines do no harm', () => {
    expect(parseCsv('\uFEFFa,b\r\n"x, ""y""",\r\n\r\n"two\nlines",3')).toEqual([['a', 'b'], ['x, "y"', ''], ['two\nlines', '3']]);
  });
  test('only the columns file and label are read, wherever they stand', () => {
    const clips = readLabels(table('label,note,file\nfall,"one, two",a.mp4\nnormal,,"b, c.mp4"\n'), folder);
    expect(clips.map(({ file, positive }) => [file, positive])).toEqual([['a.mp4', true], ['b, c.mp4', false]]);
  });
  test.each([
    ['file,label\na.mp4,falling\n', '"falling"'],
    ['file,label\nz.mp4,fall\n', 'z.mp4 is missing'],
    ['file,class\na.mp4,fall\n', 'columns file and label'],
    ['file,label\n', 'no clip'],
    ['file,label\na.mp4,fall\na.mp4,fall\n', 'twice'],
    ['file,label\n,fall\n', 'no file'],
  ])('a table that is wrong is told in one sentence: %j', (text, words) => {
    expect(() => readLabels(table(text), folder)).toThrow(BadInput);
    expect(() => readLabels(table(text), folder)).toThrow(words);
  });
  test('a clip that is no video, an unknown behaviour and missing arguments are told too', async () => {
    const labels = table('file,label\na.mp4,fall\n');
    const args = ['--dir', folder, '--labels', labels];
    await expect(evaluateClips([...args, '--behavior', 'fall'])).rejects.toThrow('a.mp4');
    await expect(evaluateClips([...args, '--behavior', 'flying'])).rejects.toThrow('"flying"');
    await expect(evaluateClips(args)).rejects.toThrow('usage');
    await expect(evaluateClips([...args, '--behaviour', 'fall'])).rejects.toThrow(BadInput);
  });
});

describe('measures of clips', () => {
  const clip = (positive: boolean, score: number) => ({ positive, score, alarmed: score >= 0.5 });
  test('counts hits, false alarms and the order of the scores', () => {
    const measures = measureClips([clip(true, 0.9), clip(true, 0.4), clip(false, 0.6), clip(false, 0.1), clip(false, 0.1)]);
    expect(measures).toMatchObject({ n: 5, accuracy: 0.6, precision: 0.5, recall: 0.5 });
    expect(measures.balanced_accuracy).toBeCloseTo((1 / 2 + 2 / 3) / 2);
    expect(measures.auc).toBeCloseTo(5 / 6);
  });
  test('what cannot be said is null, and equal scores count half', () => {
    expect(measureClips([clip(false, 0.1)])).toMatchObject({ accuracy: 1, balanced_accuracy: 1, precision: null, recall: null, auc: null });
    expect(measureClips([clip(true, 0.3), clip(false, 0.3)]).auc).toBe(0.5);
  });
  test('falls can be judged', () => {
    expect(judges['fall']?.scene.behaviors[0]).toMatchObject({ behavior: 'fall', settings: {} });
  });
});
