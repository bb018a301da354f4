import { beforeEach, expect, it, vi } from 'vitest';
import type { EventDetail } from '../../../../electron/contract/event.ts';
import { CallError, type Channel } from '../../../../renderer/channel/channel.ts';
import { decide, forgetDecided, undo, useDecided } from '../../../../renderer/review/decisions.ts';
import { useDetails } from '../../../../renderer/review/details.ts';
import { openOnly, useQueue } from '../../../../renderer/review/queue-store.ts';
import { connectStores } from '../../../../renderer/stores/connect.ts';
import { useSession } from '../../../../renderer/stores/session.ts';

const eventId = '0198f2d0-0000-7000-8000-000000000001';

const detail = (decisionId: number | null): EventDetail => ({
  id: eventId, cameraId: '0b7fbb6a-6f0a-4a53-9c7e-0d1c12d0a001', cameraName: 'Gate', behavior: 'intrusion', severity: 'red', startedAt: 1, endedAt: 2,
  state: decisionId === null ? 'open' : 'confirmed', clip: 'none', hasPicture: false, place: null, objects: [], reasons: [], zone: null, line: null,
  clipStartedAt: null, clipDurationMs: null, history: [],
  standing: decisionId === null ? null : { id: decisionId, at: 3, by: 'wang', state: 'confirmed', reason: null, note: '' },
});

type Calls = Record<string, (input: unknown) => Promise<unknown>>;

function channelOf(calls: Calls): Channel {
  return {
    call: (name: string, input: unknown) => (calls[name] ?? (() => new Promise(() => undefined)))(input),
    on: () => () => undefined,
    onState: () => () => undefined,
    state: () => 'open',
    close: () => undefined,
  } as unknown as Channel;
}

const signIn = (id: string): void =>
  useSession.setState({ session: { phase: 'signed-in', welcome: false, account: { id, username: id, role: 'reviewer', language: 'en', createdAt: 1 } } });

beforeEach(() => {
  forgetDecided();
  signIn('wang');
});

it('takes back the very decision that was made here, once however often the key is pressed', async () => {
  const undone = vi.fn(() => Promise.resolve(detail(null)));
  const channel = channelOf({ 'events.decide': () => Promise.resolve(detail(7)), 'events.undo': undone });
  await decide(channel, eventId, { state: 'confirmed' });
  expect(useDecided.getState().made).toEqual([{ eventId, decisionId: 7 }]);
  await Promise.all([undo(channel, { eventId, decisionId: 7 }), undo(channel, { eventId, decisionId: 7 })]);
  expect(undone.mock.calls).toEqual([[{ eventId, decisionId: 7 }]]);
  expect(useDecided.getState().made).toEqual([]);
});

it('looks again at an event that somebody else has decided since', async () => {
  const channel = channelOf({ 'events.undo': () => Promise.reject(new CallError('conflict')), 'events.get': () => Promise.resolve(detail(8)) });
  useDecided.setState({ made: [{ eventId, decisionId: 7 }] });
  await expect(undo(channel, { eventId, decisionId: 7 })).rejects.toMatchObject({ kind: 'conflict' });
  await vi.waitFor(() => expect(useDetails.getState().byId.get(eventId)?.standing?.id).toBe(8));
  expect(useDecided.getState().made).toEqual([]);
});

it('leaves nothing of an account to the one that signs in after it', async () => {
  const channel = channelOf({ 'events.decide': () => Promise.resolve(detail(7)) });
  const disconnect = connectStores(channel);
  await decide(channel, eventId, { state: 'confirmed' });
  useQueue.setState({ filter: { severities: ['red'] }, total: 3 });
  disconnect();
  expect(useDecided.getState()).toMatchObject({ made: [], underWay: new Set() });
  expect(useDetails.getState().byId.size).toBe(0);
  expect(useQueue.getState()).toMatchObject({ filter: openOnly, total: null });
});
