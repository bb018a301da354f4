import { mkdirSync } from 'node:fs';
import type { Kysely } from 'kysely';
import type { StationSettings } from '../../contract/station.ts';
import { DiskGuard, type DiskSpace } from '../media/recording/disk-guard.ts';
import type { SegmentFacts } from '../media/worker-protocol.ts';
import { createClockWatch } from '../station/clock-watch.ts';
import type { SegmentRow, Segments } from '../store/segments.ts';
import type { Tables } from '../store/tables.ts';
import { deleteSegments, removeCameraFolder } from './delete-segments.ts';
import { readJudged, writeJudged } from './judged.ts';
import { OrphanFinder } from './orphans.ts';
import { segmentPath } from './places.ts';
import { planRound } from './plan-round.ts';
import { repairIndex } from './repair.ts';
import { makeRetentionFacts, type RetentionFacts } from './retention-facts.ts';
import { SegmentInbox } from './segment-inbox.ts';

const roundEveryMs = 20_000;
/** Near the reserve the space is looked after this often. */
const nearReserveEveryMs = 3_000;
const orphansEveryMs = 60_000;
const judgedWrittenEveryMs = 300_000;
/** Workers of an engine that died kill themselves within 5 s; until then their files may still grow. */
const oldWorkersGoneMs = 6_000;
/** Recordings make room from this share of the reserve above it on, so that recording need not pause. */
const nearReserveShare = 0.25;

export type KeeperOptions = {
  /** Folder of all recordings; made when it is missing. */
  readonly folder: string;
  readonly db: Kysely<Tables>;
  readonly segments: Segments;
  readonly settings: () => Pick<StationSettings, 'reserveBytes' | 'keepBytes'>;
  readonly allowRecording: (allowed: boolean) => void;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
  /** Shorter times for tests. */
  readonly times?: Partial<Record<'roundEveryMs' | 'nearReserveEveryMs' | 'orphansEveryMs' | 'orphanQuietMs' | 'oldWorkersGoneMs' | 'guardEveryMs', number>>;
};

/**
 * Keeps index and recording files in step: repairs at start what a crash left, takes what recorders tell, applies
 * retention in bounded rounds, guards the disk's reserve.
 */
export class RecordingKeeper {
  readonly #options: KeeperOptions;
  readonly #guard: DiskGuard;
  readonly #inbox: SegmentInbox;
  readonly #orphans: OrphanFinder;
  readonly #facts: RetentionFacts;
  readonly #abort = new AbortController();
  readonly #clock = createClockWatch();
  readonly #startedAt = Date.now();
  readonly #emptied = new Set<string>();
  readonly #timers: NodeJS.Timeout[] = [];
  #judged = new Map<string, number>();
  #judgedWrittenAt = performance.now();
  #isRepaired = false;
  /** Repair, retention and adoption never run at the same time. */
  #work: Promise<void> = Promise.resolve();
  #waiting = new Set<string>();

  constructor(options: KeeperOptions) {
    this.#options = options;
    const { folder, segments, log, times } = options;
    this.#facts = makeRetentionFacts(options.db);
    this.#inbox = new SegmentInbox({ segments, isKnown: (cameraId) => this.#isKnown(cameraId), warn: (message) => log('warn', message) });
    this.#orphans = new OrphanFinder({
      recordings: folder,
      segments,
      isGrowing: (cameraId, file, withinMs) => this.#inbox.isGrowing(cameraId, file, withinMs),
      log,
      ...(times?.orphanQuietMs === undefined ? {} : { quietMs: times.orphanQuietMs }),
    });
    this.#guard = new DiskGuard({
      folder,
      reserveBytes: () => options.settings().reserveBytes,
      onChange: (paused, { freeBytes }) => {
        options.allowRecording(!paused);
        log(paused ? 'error' : 'info', paused ? `recording pauses: ${freeBytes} bytes free, the reserve is touched` : `recording goes on: ${freeBytes} bytes free`);
      },
      onError: (error) => log('warn', `free space cannot be read: ${String(error)}`),
      ...(times?.guardEveryMs === undefined ? {} : { everyMs: times.guardEveryMs }),
    });
  }

  get paused(): boolean {
    return this.#guard.paused;
  }

  get space(): DiskSpace | null {
    return this.#guard.space;
  }

  /** True once the index agrees with the files that earlier runs left. */
  get isRepaired(): boolean {
    return this.#isRepaired;
  }

  /** Returns as soon as recorders may write; the repair goes on in the background and retention waits for it. */
  async start(): Promise<void> {
    const { folder, db, times } = this.#options;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#judged = await readJudged(db);
    await this.#guard.start();
    this.#inbox.start();
    const every = (ms: number, name: string, work: () => Promise<void>): void => void this.#timers.push(setInterval(() => this.#queue(name, work), ms));
    this.#timers.push(setTimeout(() => this.#queue('repair', () => this.#repair()), times?.oldWorkersGoneMs ?? oldWorkersGoneMs));
    every(times?.roundEveryMs ?? roundEveryMs, 'retention', () => this.#applyRetention());
    every(times?.nearReserveEveryMs ?? nearReserveEveryMs, 'reserve', () => (this.#mustFree() > 0 ? this.#applyRetention() : Promise.resolve()));
    every(times?.orphansEveryMs ?? orphansEveryMs, 'orphans', () => this.#adoptOrphans());
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    this.#guard.stop();
    await this.#work;
    await this.#inbox.stop();
    await writeJudged(this.#options.db, this.#judged).catch((error: unknown) => this.#options.log('warn', String(error)));
  }

  /** Takes what a recorder tells of a segment into the index; 0 bytes means that nothing of it is left. */
  onSegment(segment: SegmentFacts, finished: boolean): void {
    this.#inbox.add(segment, finished);
  }

  /** Where the recording of a span lies, and up to when it is known to be on disk. */
  async recorded(cameraId: string, from: number, to: number): Promise<{ paths: string[]; until: number | null }> {
    await this.#inbox.flush();
    const rows = await this.#options.segments.between(cameraId, from, to);
    const paths = rows.map(({ file }) => segmentPath(this.#options.folder, cameraId, file)).filter((path) => path !== null);
    return { paths, until: rows.length === 0 ? null : Math.max(...rows.map(({ ended_at }) => ended_at)) };
  }

  #queue(name: string, work: () => Promise<void>): void {
    if (this.#waiting.has(name)) return;
    this.#waiting.add(name);
    this.#work = this.#work
      .then(() => (this.#abort.signal.aborted ? undefined : work()))
      .catch((error: unknown) => {
        if (!this.#abort.signal.aborted) this.#options.log('error', `${name}: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => this.#waiting.delete(name));
  }

  async #isKnown(cameraId: string): Promise<boolean> {
    return (await this.#options.db.selectFrom('cameras').select('id').where('id', '=', cameraId).executeTakeFirst()) !== undefined;
  }

  async #cameraIds(): Promise<string[]> {
    return (await this.#facts.cameras()).filter(({ isForgotten }) => !isForgotten).map(({ id }) => id);
  }

  async #repair(): Promise<void> {
    const { folder, segments, log } = this.#options;
    const begunAtMs = performance.now();
    try {
      const { added, repaired, forgotten, unchanged } = await repairIndex({
        recordings: folder,
        segments,
        cameraIds: await this.#cameraIds(),
        startedAt: this.#startedAt,
        signal: this.#abort.signal,
        log,
      });
      const seconds = Math.round((performance.now() - begunAtMs) / 1000);
      log('info', `recordings checked in ${seconds} s: ${unchanged} as known, ${added} added, ${repaired} repaired, ${forgotten} gone`);
    } finally {
      this.#isRepaired = true;
    }
  }

  async #adoptOrphans(): Promise<void> {
    if (!this.#isRepaired) return;
    await this.#inbox.flush();
    const adopted = await this.#orphans.look(await this.#cameraIds());
    for (const { camera_id, started_at } of adopted) this.#judged.set(camera_id, Math.min(this.#judged.get(camera_id) ?? 0, started_at - 1));
    if (adopted.length > 0) this.#options.log('info', `${adopted.length} recordings that a worker left unfinished are complete now`);
  }

  #mustFree(): number {
    const { reserveBytes } = this.#options.settings();
    return this.space === null ? 0 : Math.max(0, reserveBytes * (1 + nearReserveShare) - this.space.freeBytes);
  }

  async #applyRetention(): Promise<void> {
    if (!this.#isRepaired) return;
    const { folder, db, segments, settings, log } = this.#options;
    await this.#guard.check();
    const judged = new Map(this.#judged);
    const now = Date.now();
    const isAgeKnown = this.#clock.look() === null;
    const doomed = await planRound({ segments, facts: this.#facts, keepBytes: settings().keepBytes, mustFreeBytes: this.#mustFree(), judged, isAgeKnown, now });
    const gone = await deleteSegments(doomed, { recordings: folder, segments, warn: (message) => log('warn', message) });
    this.#judged = judged;
    await this.#removeForgotten(doomed);
    if (gone.length > 0) await this.#guard.check();
    if (performance.now() - this.#judgedWrittenAt < judgedWrittenEveryMs) return;
    this.#judgedWrittenAt = performance.now();
    await writeJudged(db, judged);
  }

  /** A forgotten camera of which nothing is left in the index loses its folder with whatever else is in it. */
  async #removeForgotten(doomed: readonly SegmentRow[]): Promise<void> {
    for (const { id, isForgotten } of await this.#facts.cameras()) {
      if (!isForgotten || this.#emptied.has(id) || doomed.some(({ camera_id }) => camera_id === id)) continue;
      await removeCameraFolder(this.#options.folder, id);
      await this.#options.segments.forget((await this.#options.segments.ofCamera(id)).map((row) => row.id));
      this.#emptied.add(id);
      this.#judged.delete(id);
    }
  }
}
