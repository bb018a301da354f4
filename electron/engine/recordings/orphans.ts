import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { repairSegment, segmentFacts } from '../media/recording/segment-file.ts';
import { startedAtOfName } from '../media/recording/segment-name.ts';
import type { SegmentFacts } from '../media/worker-protocol.ts';
import type { NewSegment, Segments } from '../store/segments.ts';
import { cameraFolder } from './places.ts';
import { own } from './repair.ts';
import { toRow } from './segment-inbox.ts';

/** A recorder writes each second and gives a stream up after 10 s of silence: a file this quiet has none any more. */
const defaultQuietMs = 60_000;

export type OrphanOptions = {
  readonly recordings: string;
  readonly segments: Pick<Segments, 'ofFiles' | 'record' | 'forget'>;
  /** True while a recorder of this run speaks of the file as growing. */
  readonly isGrowing: (cameraId: string, file: string, withinMs: number) => boolean;
  readonly log: (level: 'info' | 'warn', message: string) => void;
  readonly quietMs?: number;
};

type Look = { readonly bytes: number; readonly changedAt: number; readonly sinceMs: number };

/**
 * Finds the segments that a worker's death left unfinished while the engine goes on. A file counts as left when
 * between two looks, a while apart by a clock that nobody sets, neither its size nor its time changed and no recorder spoke of it.
 */
export class OrphanFinder {
  readonly #options: OrphanOptions;
  #looks = new Map<string, Look>();

  constructor(options: OrphanOptions) {
    this.#options = options;
  }

  /** Looks at the two newest hours of each camera and adopts what is left there. Returns the rows as they are now. */
  async look(cameraIds: readonly string[]): Promise<NewSegment[]> {
    const looks = new Map<string, Look>();
    const adopted: NewSegment[] = [];
    for (const cameraId of cameraIds) {
      const folder = cameraFolder(this.#options.recordings, cameraId);
      const files = await newestSegments(folder);
      const rows = new Map((await this.#options.segments.ofFiles(cameraId, files)).map((row) => [row.file, row]));
      for (const file of files) {
        const row = rows.get(file);
        if (row?.finished === 1) continue;
        const path = join(folder, file);
        const look = await this.#lookAt(cameraId, file, path);
        if (look === null) continue;
        if (look !== 'left') looks.set(path, look);
        else {
          const segment = await this.#adopt(cameraId, file, path, row?.id);
          if (segment !== null) adopted.push(segment);
        }
      }
    }
    this.#looks = looks;
    return adopted;
  }

  async #lookAt(cameraId: string, file: string, path: string): Promise<Look | 'left' | null> {
    const { isGrowing, quietMs = defaultQuietMs } = this.#options;
    const found = await stat(path).catch(() => null);
    if (found === null || isGrowing(cameraId, file, quietMs)) return null;
    const before = this.#looks.get(path);
    const isSame = before !== undefined && before.bytes === found.size && before.changedAt === found.mtimeMs;
    if (!isSame) return { bytes: found.size, changedAt: found.mtimeMs, sinceMs: performance.now() };
    return performance.now() - before.sinceMs >= quietMs ? 'left' : before;
  }

  async #adopt(cameraId: string, file: string, path: string, rowId: number | undefined): Promise<NewSegment | null> {
    const { segments, log } = this.#options;
    try {
      const repair = await repairSegment(path);
      const facts: SegmentFacts | null = 'contents' in repair ? segmentFacts(cameraId, file, repair.contents) : null;
      if (repair.state === 'quarantined') log('warn', `a damaged recording was put aside: ${repair.path}`);
      if (facts === null) {
        if (rowId !== undefined) await segments.forget([rowId]);
        return null;
      }
      const row = toRow(own(facts, cameraId), true);
      await segments.record(row);
      return row;
    } catch (error) {
      log('warn', `${path} could not be repaired: ${String(error)}`);
      return null;
    }
  }
}

/** Names of the segments in the newest two hours' folders of a camera. */
async function newestSegments(folder: string): Promise<string[]> {
  const hours: string[] = [];
  for (const day of (await names(folder)).slice(-2)) for (const hour of await names(join(folder, day))) hours.push(`${day}/${hour}`);
  const files: string[] = [];
  for (const hour of hours.slice(-2)) for (const name of await names(join(folder, hour))) files.push(`${hour}/${name}`);
  return files.filter((file) => startedAtOfName(file) !== null);
}

async function names(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}
