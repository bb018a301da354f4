import { rm } from 'node:fs/promises';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { EventDetail, EventFilter, EventSummary } from '../../contract/event.ts';
import type { Severity } from '../../contract/scene.ts';
import { Refusal } from '../accounts/refusal.ts';
import type { Episode, EpisodeChange } from '../behavior/episode.ts';
import { countEvents, eventsAbove, eventsAt, newestEvents, openBySeverity } from '../store/event-queue.ts';
import type { Tables } from '../store/tables.ts';
import { closeInterrupted, dueClips, postponeClip, settleClip, type ClipJob, type ClipOutcome, type LostWatch } from './clip-jobs.ts';
import { addDecision, undoDecision, type DecisionDraft, type Reviewer } from './decisions.ts';
import type { EventFiles } from './event-files.ts';
import { readDetail, readSummary, toSummary } from './event-rows.ts';
import { detailOf, isEpisode, recordInto } from './record-episode.ts';

export type EventPage = { readonly rows: EventSummary[]; readonly next: string | null; readonly previous?: string | null; readonly offset?: number };

/** An event's life: recorded, shown, decided. What subscribers hear of is on the disk. */
export type Events = {
  /**
   * Records what a worker says of a going-on. Safe to repeat: the same change again does no harm. Resolves when it is
   * committed. `picture` is a JPEG. What has no proper form is left out with a warning, since telling it again would not help.
   * @throws when the database cannot take it, e.g. because the disk is full; tell it again later
   */
  recordEpisode(cameraId: string, change: EpisodeChange, picture: Uint8Array | null): Promise<void>;
  /** The newest, or those older than the event `cursor`. */
  list(filter: EventFilter, cursor: string | undefined, limit: number): Promise<EventPage>;
  /** Those right above the event `before`. */
  listAbove(filter: EventFilter, before: string, limit: number): Promise<EventPage>;
  /** Those from an offset on, wherever in the queue it is. */
  listAt(filter: EventFilter, offset: number, limit: number): Promise<EventPage>;
  count(filter: EventFilter): Promise<{ count: number; oldestOpenAt: number | null }>;
  openBySeverity(): Promise<Record<Severity, number>>;
  /** @throws Refusal `not-found` */
  get(eventId: string): Promise<EventDetail>;
  decide(reviewer: Reviewer, eventId: string, decision: DecisionDraft): Promise<EventDetail>;
  undo(reviewer: Reviewer, eventId: string, decisionId: number): Promise<EventDetail>;
  clipsDue(now: number, limit: number): Promise<ClipJob[]>;
  clipSettled(eventId: string, outcome: ClipOutcome): Promise<void>;
  /** The recording it needs is not there yet: try again at `untilAt`. */
  clipPostponed(eventId: string, untilAt: number): Promise<void>;
  /**
   * Ends events that nobody follows any more: at start, before workers run, those that the last run left open; later those
   * of cameras whose worker died. Returns how many.
   */
  closeInterrupted(lost?: LostWatch): Promise<number>;
  /** Calls the listener with every event that is new or looks different in the queue, after it is committed. */
  subscribe(listener: (event: EventSummary) => void): () => void;
};

/** `warn` hears of pictures that could not be written, for whatever reason; the event itself goes on without. */
export function makeEvents(db: Kysely<Tables>, files: EventFiles, warn: (message: string) => void): Events {
  const listeners = new Set<(event: EventSummary) => void>();
  const turns = new Map<string, Promise<void>>();

  const announce = async (eventId: string): Promise<void> => {
    const summary = await readSummary(db, eventId);
    if (summary) for (const listener of [...listeners]) listener(summary);
  };

  const get = async (eventId: string): Promise<EventDetail> => {
    const detail = await readDetail(db, eventId);
    if (detail === null) throw new Refusal('not-found');
    return detail;
  };

  const writePicture = async (cameraId: string, episode: Episode, picture: Uint8Array): Promise<boolean> => {
    const camera = await db.selectFrom('cameras').select('name').where('id', '=', cameraId).executeTakeFirst();
    if (camera === undefined) return false;
    try {
      await files.writePicture(detailOf(cameraId, camera.name, episode), picture);
      return true;
    } catch (error) {
      warn(`event ${episode.id} has no picture: ${String(error)}`);
      return false;
    }
  };

  /** What the picture carries follows the event once it is over; the index can do without. */
  const describe = async (eventId: string): Promise<void> => {
    const detail = await readDetail(db, eventId);
    if (detail?.hasPicture !== true) return;
    await files.describe(detail).catch((error: unknown) => warn(`picture of event ${eventId} not brought up to date: ${String(error)}`));
  };

  const record = async (cameraId: string, { kind, episode }: EpisodeChange, picture: Uint8Array | null): Promise<void> => {
    const hasPicture = picture !== null && (await writePicture(cameraId, episode, picture));
    const recorded = await recordInto(db, cameraId, episode, hasPicture);
    if (recorded === 'unknown-camera') {
      warn(`event ${episode.id} of a camera that is not known was left out`);
      if (hasPicture) await rm(files.picture(episode.id), { force: true }).catch((error: unknown) => warn(`its picture stays: ${String(error)}`));
      return;
    }
    if (recorded === 'added' || kind === 'closed') await announce(episode.id);
    if (recorded === 'changed' && kind === 'closed') await describe(episode.id);
  };

  return {
    recordEpisode: async (cameraId, change, picture) => {
      if (!isEpisode(change.episode)) {
        warn(`an event of camera ${cameraId} was left out: it has no proper form`);
        return;
      }
      await inTurn(turns, change.episode.id, () => record(cameraId, change, picture));
      // The database answers without leaving the thread: a burst of events must not keep windows and workers waiting.
      await othersTurn();
    },
    list: async (filter, cursor, limit) => {
      const after = cursor === undefined ? null : await positionOf(db, cursor);
      const rows = (await newestEvents(db, filter, after, limit + 1)).map(toSummary);
      return rows.length > limit ? { rows: rows.slice(0, limit), next: rows[limit - 1]?.id ?? null } : { rows, next: null };
    },
    listAbove: async (filter, before, limit) => {
      const rows = (await eventsAbove(db, filter, await positionOf(db, before), limit + 1)).map(toSummary);
      const page = rows.slice(-limit);
      return { rows: page, next: page.at(-1)?.id ?? null, previous: rows.length > limit ? (page[0]?.id ?? null) : null };
    },
    listAt: async (filter, offset, limit) => {
      const found = await eventsAt(db, filter, offset, limit);
      const rows = found.rows.map(toSummary);
      const ends = found.offset + rows.length >= found.total;
      return { rows, offset: found.offset, next: ends ? null : (rows.at(-1)?.id ?? null), previous: found.offset === 0 ? null : (rows[0]?.id ?? null) };
    },
    count: (filter) => countEvents(db, filter),
    openBySeverity: () => openBySeverity(db),
    get,
    decide: async (reviewer, eventId, decision) => {
      await addDecision(db, reviewer, eventId, decision);
      await announce(eventId);
      return get(eventId);
    },
    undo: async (reviewer, eventId, decisionId) => {
      await undoDecision(db, reviewer, eventId, decisionId);
      await announce(eventId);
      return get(eventId);
    },
    clipsDue: (now, limit) => dueClips(db, now, limit, (eventId) => files.clip(eventId)),
    clipSettled: async (eventId, outcome) => {
      await settleClip(db, eventId, outcome);
      await announce(eventId);
    },
    clipPostponed: (eventId, untilAt) => postponeClip(db, eventId, untilAt),
    closeInterrupted: async (lost) => {
      const ids = await closeInterrupted(db, lost);
      if (lost !== undefined) for (const id of ids) await announce(id);
      return ids.length;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

async function positionOf(db: Kysely<Tables>, eventId: string): Promise<{ startedAt: number; id: string }> {
  const row = await db.selectFrom('events').select('started_at').where('id', '=', eventId).executeTakeFirst();
  if (row === undefined) throw new Refusal('not-found', 'cursor');
  return { startedAt: row.started_at, id: eventId };
}

/** Changes of one event are worked off one after the other, in the order in which they came. */
function inTurn(turns: Map<string, Promise<void>>, key: string, work: () => Promise<void>): Promise<void> {
  const turn = (turns.get(key) ?? Promise.resolve()).catch(() => undefined).then(work);
  turns.set(key, turn);
  const leave = (): void => {
    if (turns.get(key) === turn) turns.delete(key);
  };
  turn.then(leave, leave);
  return turn;
}
