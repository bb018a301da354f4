import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SegmentFacts } from '../worker-protocol.ts';
import { repairSegment, segmentFacts } from './segment-file.ts';
import { startedAtOfName } from './segment-name.ts';
import { writeProblemOf, type WriteProblem } from './write-problem.ts';

/** Files looked at side by side. */
const atOnce = 8;
const progressEveryFiles = 200;

/** What the index knows of a segment: a finished one whose size on disk is the same is not opened. */
export type KnownSegment = { readonly bytes: number; readonly finished: boolean };

export type ScanOptions = {
  readonly cameraId: string;
  /** The camera's recording folder. No recorder may write meanwhile in files that `leave` does not name. */
  readonly folder: string;
  /** By file name relative to the folder, as in {@link SegmentFacts}. */
  readonly known: ReadonlyMap<string, KnownSegment>;
  /** True for files that may still be written: neither looked at nor found missing. */
  readonly leave?: (file: string) => boolean;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
};

export type ScanResult = {
  /** Segments that the index does not know or knows otherwise, as they are now. */
  readonly found: readonly SegmentFacts[];
  /** Segments that stand in the index as they are on disk. */
  readonly unchanged: number;
  /** Names in the index of which nothing is on disk any more, or nothing that could be seen. */
  readonly gone: readonly string[];
  /** Put aside as `….damaged`. */
  readonly quarantined: readonly string[];
  /** Could not be looked at: left as they are. */
  readonly failed: readonly { readonly file: string; readonly problem: WriteProblem }[];
};

/** Compares a camera's recordings with the index and repairs what a dead process left behind. Throws when aborted. */
export async function scanRecordings({ cameraId, folder, known, leave = () => false, onProgress, signal }: ScanOptions): Promise<ScanResult> {
  const files = (await segmentNames(folder)).filter((file) => !leave(file));
  const found: SegmentFacts[] = [];
  const gone = new Set([...known.keys()].filter((file) => !leave(file)));
  const quarantined: string[] = [];
  const failed: { file: string; problem: WriteProblem }[] = [];
  let unchanged = 0;
  let done = 0;

  async function look(file: string): Promise<void> {
    const target = path.join(folder, file);
    const inIndex = known.get(file);
    if (inIndex?.finished && (await stat(target)).size === inIndex.bytes) {
      gone.delete(file);
      unchanged++;
      return;
    }
    const repair = await repairSegment(target);
    if (repair.state === 'quarantined') quarantined.push(`${file}.damaged`);
    if (!('contents' in repair)) return;
    const facts = segmentFacts(cameraId, file, repair.contents);
    if (facts) {
      found.push(facts);
      gone.delete(file);
    }
  }

  async function lookAtRest(rest: Iterator<string>): Promise<void> {
    for (let next = rest.next(); !next.done; next = rest.next()) {
      signal?.throwIfAborted();
      try {
        await look(next.value);
      } catch (error) {
        failed.push({ file: next.value, problem: writeProblemOf(error) });
        gone.delete(next.value);
      }
      done++;
      if (done % progressEveryFiles === 0 || done === files.length) onProgress?.(done, files.length);
    }
  }

  const rest = files.values();
  await Promise.all(Array.from({ length: atOnce }, () => lookAtRest(rest)));
  found.sort((a, b) => a.startedAt - b.startedAt);
  return { found, unchanged, gone: [...gone], quarantined, failed };
}

/** Names of all segments below a camera's folder, oldest first; other files are not ours to touch. */
async function segmentNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (writeProblemOf(error) === 'folder-missing') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((name) => startedAtOfName(name) !== null)
    .sort();
}
