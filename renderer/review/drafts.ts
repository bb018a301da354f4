import { create } from 'zustand';
import { persist, createJSONStorage } from 'zustand/middleware';

type Drafts = { notes: Readonly<Record<string, string>> };

/** Notes that are written but not sent, by event; they outlive the connection and a reload of the page. */
export const useDrafts = create<Drafts>()(
  persist((): Drafts => ({ notes: {} }), {
    name: 'watchhouse.notes',
    storage: createJSONStorage(() => sessionStorage),
  }),
);

export function writeNote(eventId: string, note: string): void {
  useDrafts.setState(({ notes }) => {
    const others = Object.entries(notes).filter(([id]) => id !== eventId);
    return { notes: Object.fromEntries(note === '' ? others : [...others, [eventId, note]]) };
  });
}
