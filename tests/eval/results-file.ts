import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { BadInput } from './bad-input.ts';

const root = join(import.meta.dirname, '..', '..');

/**
 * The text with what stands between `<!-- eval:NAME -->` and `<!-- /eval:NAME -->` replaced; everything else stays as it is.
 * @throws BadInput when the two marks do not stand there once each, in order
 */
export function replaceSection(text: string, name: string, body: string): string {
  const [begin, end] = [`<!-- eval:${name} -->`, `<!-- /eval:${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from || text.includes(begin, from + 1) || text.includes(end, to + 1))
    throw new BadInput(`the results have no place for ${name}: they need ${begin} and ${end} once, in this order`);
  return `${text.slice(0, from + begin.length)}\n${body.trim()}\n${text.slice(to)}`;
}

/** Replaces a section of a results file, whole or not at all. @throws BadInput */
export function writeSection(file: string, name: string, body: string): void {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new BadInput(`${file}: cannot be read (${cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable'})`);
  }
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, replaceSection(text, name, body));
  renameSync(unfinished, file);
}

/** A table as Markdown writes it; a bar inside a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const Package = z.object({ version: z.string() });
const Card = z.object({ id: z.string(), sha256: z.string() });

function versionOf(name: string): string {
  return Package.parse(JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'))).version;
}

function modelCards(): string[] {
  const folder = join(root, 'models');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const card = Card.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
      return card.success ? [`${card.data.id} ${card.data.sha256.slice(0, 12)}`] : [];
    });
}

/** The commit measured, with a plus when the tree has changes of its own; "unknown" outside a checkout. */
function commit(): string {
  try {
    const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no', '--', 'electron', 'models', 'tests/eval') === '' ? '' : '+');
  } catch {
    return 'unknown';
  }
}

/** When and on what something was measured, in a sentence for the results. */
export function circumstances(now = new Date()): string {
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return (
    `${now.toISOString().slice(0, 10)}, commit ${commit()}; ${availableParallelism()} × ${processor}, ${memory} GiB, load ${load}; ` +
    `Node ${process.versions.node}, node-av ${versionOf('node-av')}, onnxruntime ${versionOf('onnxruntime-node')}; models: ${modelCards().join(', ')}.`
  );
}
