/**
 * Follows every import and require from some scripts through a program folder, with Node's own resolution:
 * `node --experimental-import-meta-resolve tests/support/import-graph.ts FOLDER ENTRY…` prints an `ImportGraph` as JSON.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

export type ImportGraph = {
  /** Paths below the folder. */
  readonly files: readonly string[];
  /** What does not resolve inside the folder, as `importing file → name`. */
  readonly missing: readonly string[];
};

/** Whether Node reads a script as a module, by its ending or its package's type. */
function isModule(file: string): boolean {
  if (extname(file) === '.mjs') return true;
  if (extname(file) === '.cjs') return false;
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return (JSON.parse(readFileSync(manifest, 'utf8')) as { type?: string }).type === 'module';
    if (dirname(folder) === folder) return false;
  }
}

function resolve(name: string, from: string): string | null {
  try {
    // The second parameter is what the experimental flag of this process adds.
    const path = isModule(from) ? fileURLToPath((import.meta.resolve as (name: string, parent: string) => string)(name, pathToFileURL(from).href)) : createRequire(from).resolve(name);
    return existsSync(path) ? realpathSync(path) : null;
  } catch {
    return null;
  }
}

function walk(folder: string, entries: readonly string[]): ImportGraph {
  const root = realpathSync(folder);
  const waiting = entries.map((entry) => join(root, entry));
  const seen = new Set<string>();
  const missing: string[] = [];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (!['.js', '.mjs', '.cjs'].includes(extname(file))) continue;
    for (const { fileName: name } of ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles) {
      if (isBuiltin(name) || name === 'electron') continue;
      const path = resolve(name, file);
      if (path?.startsWith(root) === true) waiting.push(path);
      else missing.push(`${relative(root, file)} → ${name}`);
    }
  }
  return { files: [...seen].map((file) => relative(root, file)).sort(), missing: missing.sort() };
}

if (process.argv[1] === import.meta.filename) {
  const [folder = '', ...entries] = process.argv.slice(2);
  console.log(JSON.stringify(walk(folder, entries)));
}
