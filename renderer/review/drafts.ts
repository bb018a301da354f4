import { create } from 'zustand';
import { persist, createJSONStorage } from 'zustand/middleware';
import { useSession, type SessionState } from '../stores/session.ts';

type Drafts = { notes: Readonly<Record<string, string>> };

/** Notes that are written but not sent, by account and event; they outlive the connection and a reload of the page. */
export const useDrafts = create<Drafts>()(
  persist((): Drafts => ({ notes: {} }), {
    name: 'watchhouse.notes',
    version: 1, // before, notes knew no account
    storage: createJSONStorage(() => sessionStorage),
  }),
);

/** Somebody else who signs in on the same page neither sees nor sends what was written before. */
function keyOf({ session }: { session: SessionState }, eventId: string): string {
  return `${session.phase === 'signed-in' ? session.account.id : ''} ${eventId}`;
}

export function noteOf(eventId: string): string {
  return useDrafts.getState().notes[keyOf(useSession.getState(), eventId)] ?? '';
}

export function useNote(eventId: string): string {
  const key = useSession((state) => keyOf(state, eventId));
  return useDrafts(({ notes }) => notes[key] ?? '');
}

export function writeNote(eventId: string, note: string): void {
  const key = keyOf(useSession.getState(), eventId);
  useDrafts.setState(({ notes }) => {
    const others = Object.entries(notes).filter(([each]) => each !== key);
    return { notes: Object.fromEntries(note === '' ? others : [...others, [key, note]]) };
  });
}
