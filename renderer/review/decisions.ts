import { create } from 'zustand';
import type { DismissReason, EventDetail, EventState, EventSummary } from '../../electron/contract/event.ts';
import type { z } from 'zod';
import type { Channel } from '../channel/channel.ts';
import { keepDetail } from './details.ts';
import { useDrafts, writeNote } from './drafts.ts';
import { take } from './queue-store.ts';

export type DismissalReason = z.infer<typeof DismissReason>;
export type Verdict = { state: EventState; reason?: DismissalReason };

/** Events decided here, the latest last, so that they can be taken back one by one. */
export const useDecided = create<{ ids: readonly string[]; underWay: ReadonlySet<string> }>()(() => ({ ids: [], underWay: new Set<string>() }));

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

async function settle(channel: Channel, id: string, call: () => Promise<EventDetail>): Promise<void> {
  mark(id, true);
  try {
    const detail = await call();
    keepDetail(detail);
    take(channel, summaryOf(detail), false);
  } finally {
    mark(id, false);
  }
}

/** Sends a verdict with the note that was written for the event; the note stays until the engine has it. */
export async function decide(channel: Channel, eventId: string, verdict: Verdict): Promise<void> {
  const note = (useDrafts.getState().notes[eventId] ?? '').trim();
  await settle(channel, eventId, () => channel.call('events.decide', { eventId, note, ...verdict }));
  useDecided.setState(({ ids }) => ({ ids: [...ids.filter((id) => id !== eventId), eventId].slice(-100) }));
  if ((useDrafts.getState().notes[eventId] ?? '').trim() === note) writeNote(eventId, '');
}

/** Takes the last decision about an event back. */
export async function undo(channel: Channel, eventId: string): Promise<void> {
  await settle(channel, eventId, () => channel.call('events.undo', { eventId }));
  useDecided.setState(({ ids }) => ({ ids: ids.filter((id) => id !== eventId) }));
}
