import type { SegmentFacts } from '../media/worker-protocol.ts';
import { scanRecordings } from '../media/recording/scan.ts';
import { startedAtOfName } from '../media/recording/segment-name.ts';
import type { Segments } from '../store/segments.ts';
import { cameraFolder } from './places.ts';
import { toRow } from './segment-inbox.ts';

/** Segments that begin this little before the engine's start are left to `adoptOrphans`: a recorder may just have begun them. */
export const startMarginMs = 3_000;
const progressEveryMs = 5_000;

export type RepairOptions = {
  readonly recordings: string;
  readonly segments: Pick<Segments, 'ofCamera' | 'record' | 'forget'>;
  readonly cameraIds: readonly string[];
  /** Files that begin later belong to recorders of this run. */
  readonly startedAt: number;
  readonly signal: AbortSignal;
  readonly log: (level: 'info' | 'warn', message: string) => void;
};

export type RepairResult = { readonly added: number; readonly repaired: number; readonly forgotten: number; readonly unchanged: number };

/**
 * Brings the index in line with the files that earlier runs left: files cut short by a crash are cut after their last
 * complete fragment, unknown ones are added, rows without a file are forgotten. Reads only files that the index does
 * not vouch for. @throws when aborted
 */
export async function repairIndex(options: RepairOptions): Promise<RepairResult> {
  const total = { added: 0, repaired: 0, forgotten: 0, unchanged: 0 };
  for (const cameraId of options.cameraIds) {
    options.signal.throwIfAborted();
    const one = await repairCamera(cameraId, options);
    total.added += one.added;
    total.repaired += one.repaired;
    total.forgotten += one.forgotten;
    total.unchanged += one.unchanged;
  }
  return total;
}

async function repairCamera(cameraId: string, { recordings, segments, startedAt, signal, log }: RepairOptions): Promise<RepairResult> {
  const rows = new Map((await segments.ofCamera(cameraId)).map((row) => [row.file, row]));
  let toldAtMs = performance.now();
  const scan = await scanRecordings({
    cameraId,
    folder: cameraFolder(recordings, cameraId),
    known: new Map([...rows].map(([file, { bytes, finished }]) => [file, { bytes, finished: finished === 1 }])),
    leave: (file) => (startedAtOfName(file) ?? 0) >= startedAt - startMarginMs,
    onProgress: (done, count) => {
      if (performance.now() - toldAtMs < progressEveryMs) return;
      toldAtMs = performance.now();
      log('info', `checking recordings of ${cameraId}: ${done} of ${count}`);
    },
    signal,
  });
  for (const facts of scan.found) await segments.record(toRow(own(facts, cameraId), true));
  await segments.forget(scan.gone.map((file) => rows.get(file)?.id).filter((id) => id !== undefined));
  if (scan.quarantined.length > 0) log('warn', `damaged recordings of ${cameraId} were put aside: ${named(scan.quarantined)}`);
  if (scan.failed.length > 0) log('warn', `recordings of ${cameraId} could not be checked: ${named(scan.failed.map(({ file, problem }) => `${file} (${problem})`))}`);
  const repaired = scan.found.filter(({ file }) => rows.has(file)).length;
  return { added: scan.found.length - repaired, repaired, forgotten: scan.gone.length, unchanged: scan.unchanged };
}

/** A segment belongs to the camera in whose folder it lies, whatever it says itself. */
export function own(facts: SegmentFacts, cameraId: string): SegmentFacts {
  return facts.cameraId === cameraId ? facts : { ...facts, cameraId };
}

function named(files: readonly string[]): string {
  return files.length <= 5 ? files.join(', ') : `${files.slice(0, 5).join(', ')} and ${files.length - 5} more`;
}
