import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput } from '../bad-input.ts';
import { parseCsv } from './csv.ts';

export type LabelledClip = { readonly file: string; readonly path: string; readonly positive: boolean };

const positives: readonly string[] = ['fight', 'fall'];
const negative = 'normal';

/**
 * Reads a table with the columns `file` (relative to `folder`) and `label` (`fight` or `fall`, else `normal`); others are
 * not looked at. @throws BadInput naming the table and the line
 */
export function readLabels(table: string, folder: string): LabelledClip[] {
  let text: string;
  try {
    text = readFileSync(table, 'utf8');
  } catch {
    throw new BadInput(`${table}: cannot be read`);
  }
  const [header = [], ...rows] = parseCsv(text);
  const names = header.map((name) => name.trim());
  const [fileColumn, labelColumn] = [names.indexOf('file'), names.indexOf('label')];
  if (fileColumn < 0 || labelColumn < 0) throw new BadInput(`${table}: the first line has to name the columns file and label`);
  if (rows.length === 0) throw new BadInput(`${table}: there is no clip in it`);
  const seen = new Set<string>();
  return rows.map((row, index) => {
    const where = `${table}: clip ${index + 1}`;
    const file = (row[fileColumn] ?? '').trim();
    const label = (row[labelColumn] ?? '').trim();
    if (file === '') throw new BadInput(`${where} has no file`);
    if (label !== negative && !positives.includes(label)) throw new BadInput(`${where} (${file}) has the label ${JSON.stringify(label)}; known are ${[...positives, negative].join(', ')}`);
    if (seen.has(file)) throw new BadInput(`${where} (${file}) stands in it twice`);
    seen.add(file);
    const path = join(folder, file);
    if (!existsSync(path)) throw new BadInput(`${where}: ${path} is missing`);
    return { file, path, positive: label !== negative };
  });
}
