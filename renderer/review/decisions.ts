import { create } from 'zustand';
import type { DismissReason, EventDetail, EventState, EventSummary } from '../../electron/contract/event.ts';
import type { z } from 'zod';
import { CallError, type Channel } from '../channel/channel.ts';
import { keepDetail, loadDetail } from './details.ts';
import { noteOf, writeNote } from './drafts.ts';
import { take } from './queue-store.ts';

export type DismissalReason = z.infer<typeof DismissReason>;
export type Verdict = { state: EventState; reason?: DismissalReason };

export type Made = { readonly eventId: string; readonly decisionId: number };
type Decided = { made: readonly Made[]; underWay: ReadonlySet<string> };

const nothingDecided: Decided = { made: [], underWay: new Set() };

/** Decisions made here by the account that is signed in, the latest last, so that they can be taken back one by one. */
export const useDecided = create<Decided>()(() => nothingDecided);

export function forgetDecided(): void {
  useDecided.setState(nothingDecided);
}

function withoutEvent(made: readonly Made[], eventId: string): readonly Made[] {
  return made.filter((each) => each.eventId !== eventId);
}

function mark(id: string, underWay: boolean): void {
  useDecided.setState((state) => {
    const next = new Set(state.underWay);
    if (underWay) next.add(id);
    else next.delete(id);
    return { underWay: next };
  });
}

/** An event's row without its details. */
export function summaryOf(detail: EventDetail): EventSummary {
  const { id, cameraId, cameraName, behavior, severity, startedAt, endedAt, state, clip, hasPicture, place } = detail;
  return { id, cameraId, cameraName, behavior, severity, startedAt, endedAt, state, clip, hasPicture, place };
}

async function settle(channel: Channel, id: string, call: () => Promise<EventDetail>): Promise<EventDetail> {
  mark(id, true);
  try {
    const detail = await call();
    keepDetail(detail);
    take(channel, summaryOf(detail), false);
    return detail;
  } finally {
    mark(id, false);
  }
}

/** Sends a verdict with the note that was written for the event; the note stays until the engine has it. */
export async function decide(channel: Channel, eventId: string, verdict: Verdict): Promise<void> {
  const note = noteOf(eventId).trim();
  const { standing } = await settle(channel, eventId, () => channel.call('events.decide', { eventId, note, ...verdict }));
  if (standing !== null) useDecided.setState(({ made }) => ({ made: [...withoutEvent(made, eventId), { eventId, decisionId: standing.id }].slice(-100) }));
  if (noteOf(eventId).trim() === note) writeNote(eventId, '');
}

/** Takes a decision back, if it still stands. Nothing happens while the engine has not answered the last call about the event. */
export async function undo(channel: Channel, { eventId, decisionId }: Made): Promise<void> {
  if (useDecided.getState().underWay.has(eventId)) return;
  const forget = (): void => useDecided.setState(({ made }) => ({ made: withoutEvent(made, eventId) }));
  try {
    await settle(channel, eventId, () => channel.call('events.undo', { eventId, decisionId }));
    forget();
  } catch (error) {
    if (error instanceof CallError && error.kind === 'conflict') {
      forget();
      void loadDetail(channel, eventId);
    }
    throw error;
  }
}
