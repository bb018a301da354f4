import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FromEngine, type ToEngine } from '../../../../electron/contract/host.ts';
import { makePushHub } from '../../../../electron/engine/api/push-hub.ts';
import { makeHost, tellPushes, type Host, type HostDuties } from '../../../../electron/engine/host/host.ts';
import { MadeUpParent, portPair, type MadeUpPort } from '../../../support/made-up-ports.ts';

const start: ToEngine = { type: 'start', args: ['--data', '/d'], doorKey: null, hasKeyring: true, passphrase: null, giveUpKey: false };
let parent: MadeUpParent;
let host: Host;
const say = (message: ToEngine, port?: MadeUpPort): void => parent.say(message, ...(port === undefined ? [] : [port]));
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  parent = new MadeUpParent();
  host = makeHost(parent);
});
afterEach(() => {
  for (const message of parent.told) expect(FromEngine.safeParse(message).success, JSON.stringify(message)).toBe(true);
});

describe('the start', () => {
  it('is what the shell says first', async () => {
    say(start);
    expect(await host.start).toEqual(start);
  });
  it('is the first one, whatever is said later', async () => {
    say(start);
    say({ ...start, args: ['other'] });
    expect((await host.start).args).toEqual(['--data', '/d']);
  });
});

describe('a stop', () => {
  it('is passed on when it comes', () => {
    const stop = vi.fn();
    host.onStop(stop);
    expect(stop).not.toHaveBeenCalled();
    say({ type: 'stop' });
    expect(stop).toHaveBeenCalledOnce();
  });
  it('that comes right after the start, before anybody can stop, is not lost', async () => {
    say(start);
    say({ type: 'stop' });
    await host.start;
    const stop = vi.fn();
    host.onStop(stop);
    expect(stop).toHaveBeenCalledOnce();
  });
});

describe('what the shell asks', () => {
  const duties = (ask: HostDuties['ask']): HostDuties => ({ open: vi.fn(), ask });
  const answers = () => parent.told.filter((message) => (message as FromEngine).type === 'answer');
  it('is answered under its number, whichever is done first', async () => {
    const slow = Promise.withResolvers<unknown>();
    host.serve(duties(({ what }) => (what === 'account' ? slow.promise : Promise.resolve({ guard: 'none' }))));
    say({ type: 'ask', ask: 1, what: 'account', token: 't' });
    say({ type: 'ask', ask: 2, what: 'protect-key', passphrase: null });
    await settled();
    slow.resolve({ account: null });
    await settled();
    expect(answers()).toEqual([{ type: 'answer', ask: 2, output: { guard: 'none' } }, { type: 'answer', ask: 1, output: { account: null } }]);
  });
  it('reaches who does it as it was asked', async () => {
    const ask = vi.fn<HostDuties['ask']>(() => Promise.resolve({}));
    host.serve(duties(ask));
    say({ type: 'ask', ask: 7, what: 'audit', token: 't', action: 'kiosk.entered', details: { a: 1 } });
    await settled();
    expect(ask).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ what: 'audit', token: 't', action: 'kiosk.entered', details: { a: 1 } }));
  });
  it('is answered with nothing while the engine is not ready, or cannot do it', async () => {
    say({ type: 'ask', ask: 1, what: 'account', token: null });
    await settled();
    host.serve(duties(() => Promise.reject(new Error('no'))));
    say({ type: 'ask', ask: 2, what: 'account', token: null });
    await settled();
    host.serve(duties(() => {
      throw new Error('at once');
    }));
    say({ type: 'ask', ask: 3, what: 'account', token: null });
    await settled();
    expect(answers()).toEqual([1, 2, 3].map((ask) => ({ type: 'answer', ask, output: null })));
  });
});

describe('a window’s port', () => {
  it('is handed to the engine with what it is for', () => {
    const open = vi.fn();
    host.serve({ open, ask: vi.fn() });
    const { near } = portPair();
    say({ type: 'channel', token: 't' }, near);
    expect(open).toHaveBeenCalledExactlyOnceWith({ type: 'channel', token: 't' }, near);
    expect(near.isClosed).toBe(false);
  });
  it('is closed while the engine is not ready, so that the window comes again', () => {
    const { near, far } = portPair();
    say({ type: 'live', token: 't', cameraId: 'c', stream: 'sub' }, near);
    expect(far.isClosed).toBe(true);
  });
});

describe('the keyring', () => {
  afterEach(() => void vi.useRealTimers());
  it('is the shell’s, and each answer comes to who asked', async () => {
    const wrapped = host.keyring.wrap(Uint8Array.of(1, 2));
    const unwrapped = host.keyring.unwrap(Uint8Array.of(3));
    expect(parent.told).toEqual([{ type: 'wrap', ask: 1, how: 'wrap', bytes: Uint8Array.of(1, 2) }, { type: 'wrap', ask: 2, how: 'unwrap', bytes: Uint8Array.of(3) }]);
    say({ type: 'wrapped', ask: 2, bytes: Uint8Array.of(30) });
    say({ type: 'wrapped', ask: 1, bytes: null });
    say({ type: 'wrapped', ask: 9, bytes: null });
    expect(await unwrapped).toEqual(Uint8Array.of(30));
    expect(await wrapped).toBeNull();
  });
  it('gets the key’s bytes and nothing that lies around them', () => {
    const around = Uint8Array.of(9, 9, 1, 2, 9);
    void host.keyring.wrap(around.subarray(2, 4));
    const sent = parent.told[0] as { bytes: Uint8Array };
    expect([...new Uint8Array(sent.bytes.buffer)]).toEqual([1, 2]);
  });
  it('that never answers holds the engine for a minute, and not for ever', async () => {
    vi.useFakeTimers();
    const answered = vi.fn();
    void host.keyring.unwrap(Uint8Array.of(1)).then(answered);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(answered).toHaveBeenCalledExactlyOnceWith(null);
    say({ type: 'wrapped', ask: 1, bytes: Uint8Array.of(1) });
  });
  it('that answers leaves no timer behind', async () => {
    vi.useFakeTimers();
    const answer = host.keyring.wrap(Uint8Array.of(1));
    say({ type: 'wrapped', ask: 1, bytes: Uint8Array.of(2) });
    await answer;
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the engine’s processes', () => {
  it('are started and ended as the shell says', () => {
    const onReady = vi.fn();
    const onExit = vi.fn();
    const child = host.launch('cutter', { env: {} }, { onReady, onMessage: vi.fn(), onExit });
    expect(parent.told).toEqual([{ type: 'launch', child: 1, program: 'cutter', args: [], env: {}, execArgv: [] }]);
    const { near } = portPair();
    say({ type: 'child', child: 1, pid: 4_000_123 }, near);
    expect(onReady).toHaveBeenCalledOnce();
    expect(child.pid).toBe(4_000_123);
    say({ type: 'child-exit', child: 1, code: 0 });
    expect(onExit).toHaveBeenCalledExactlyOnceWith('exit code 0');
    expect(near.isClosed).toBe(true);
  });
});

describe('what the shell shows by itself', () => {
  it('is told to it: events and the station’s state, and nothing else, until it is stopped', () => {
    const hub = makePushHub();
    const stop = tellPushes(host, hub);
    hub.publish('event', { n: 1 } as never);
    hub.publish('station', { n: 2 } as never);
    hub.publish('log', { n: 3 } as never);
    stop();
    hub.publish('event', { n: 4 } as never);
    expect(parent.told).toEqual([{ type: 'push', push: 'event', data: { n: 1 } }, { type: 'push', push: 'station', data: { n: 2 } }]);
  });
});
