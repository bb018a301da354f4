import { useEffect } from 'react';
import { create } from 'zustand';
import type { EventDetail } from '../../electron/contract/event.ts';
import type { Channel } from '../channel/channel.ts';
import { useChannel } from '../channel/use-channel.ts';

const kept = 16;

type Details = { byId: ReadonlyMap<string, EventDetail>; errors: ReadonlyMap<string, unknown> };

/** The events last looked at and the one looked at next. */
export const useDetails = create<Details>()(() => ({ byId: new Map(), errors: new Map() }));

export function forgetDetails(): void {
  useDetails.setState({ byId: new Map(), errors: new Map() });
}

/** Takes over the newest form of an event. */
export function keepDetail(detail: EventDetail): void {
  useDetails.setState(({ byId, errors }) => {
    const next = new Map(byId);
    next.delete(detail.id);
    next.set(detail.id, detail);
    for (const id of [...next.keys()].slice(0, Math.max(0, next.size - kept))) next.delete(id);
    const rest = new Map(errors);
    rest.delete(detail.id);
    return { byId: next, errors: rest };
  });
}

export async function loadDetail(channel: Channel, id: string): Promise<void> {
  try {
    keepDetail(await channel.call('events.get', { eventId: id }));
  } catch (error) {
    useDetails.setState(({ errors }) => ({ errors: new Map([...errors].slice(-kept)).set(id, error) }));
  }
}

/** An event in full: asked for when it is not known yet, renewed when the engine says that it has changed. */
export function useDetail(id: string | null): { detail: EventDetail | undefined; error: unknown } {
  const channel = useChannel();
  const detail = useDetails(({ byId }) => (id === null ? undefined : byId.get(id)));
  const error = useDetails(({ errors }) => (id === null ? undefined : errors.get(id)));
  useEffect(() => {
    if (id === null) return;
    if (!useDetails.getState().byId.has(id)) void loadDetail(channel, id);
    const stopPush = channel.on('event', (event) => {
      if (event.id === id) void loadDetail(channel, id);
    });
    const stopState = channel.onState((state) => {
      if (state === 'open') void loadDetail(channel, id);
    });
    return () => {
      stopPush();
      stopState();
    };
  }, [channel, id]);
  return { detail, error };
}
