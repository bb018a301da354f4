import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineState, KeyGuard } from '../../../../electron/contract/desktop.ts';
import { EngineHost, type EngineHostOptions } from '../../../../electron/main/engine/engine-host.ts';
import type { EngineEvents, EngineStart } from '../../../../electron/main/engine/engine-process.ts';

/** The engine's processes of a test, in the order in which they were started. */
const { runs } = vi.hoisted(() => ({ runs: [] as { readonly start: EngineStart; readonly events: EngineEvents; readonly opened: unknown[]; isStopped: boolean }[] }));
vi.mock('../../../../electron/main/engine/engine-process.ts', () => ({
  EngineProcess: class {
    readonly pid = 1;
    door = 'http://127.0.0.1:1';
    doorKey = 'key';
    readonly run;
    constructor(start: EngineStart, _keyring: unknown, events: EngineEvents) {
      this.run = { start, events, opened: [] as unknown[], isStopped: false };
      runs.push(this.run);
    }
    childrenEnded(): Promise<void> {
      return Promise.resolve();
    }
    stop(): Promise<void> {
      this.run.isStopped = true;
      return Promise.resolve();
    }
    open(opening: unknown): object {
      this.run.opened.push(opening);
      return {};
    }
    ask(): Promise<unknown> {
      return Promise.resolve({ guard: 'passphrase', account: null });
    }
  },
}));

const words = { en: 'no', 'zh-CN': '不' };
let phases: EngineState['phase'][];
let host: EngineHost;
let troubled: EngineHostOptions['onTrouble'];
const onDeath = vi.fn();
const beforeStart = vi.fn<EngineHostOptions['beforeStart']>(() => null);
const onReady = vi.fn();
const last = () => {
  const run = runs.at(-1);
  if (run === undefined) throw new Error('nothing was started');
  return run;
};
const ready = (guard: KeyGuard = 'keyring'): void => last().events.onReady({ setupKey: null, guard });
const start = async (how?: Parameters<EngineHost['start']>[0]): Promise<void> => {
  host.start(how);
  await vi.advanceTimersByTimeAsync(0);
};

beforeEach(async () => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  runs.length = 0;
  phases = [];
  troubled = () => false;
  host = new EngineHost({ args: () => ['--data', '/d'], keyring: () => Promise.resolve(null), token: () => 'token', beforeStart, onTrouble: (what) => troubled(what), onState: ({ phase }) => phases.push(phase), onReady, onPush: vi.fn(), onDeath });
  await start();
});
afterEach(() => void vi.useRealTimers());

describe('the engine of the desktop program', () => {
  it('is started once, however often it is asked for', async () => {
    host.start();
    ready();
    await start();
    expect(runs).toHaveLength(1);
    expect(last().start).toEqual({ args: ['--data', '/d'], passphrase: null, giveUpKey: false });
    expect(phases).toEqual(['starting', 'running']);
    expect(host.guard).toBe('keyring');
  });
  it('that dies comes back, later each time while it keeps dying soon', async () => {
    const waits: number[] = [];
    for (let death = 0; death < 6; death++) {
      ready();
      last().events.onExit(1);
      await vi.advanceTimersByTimeAsync(0);
      const before = runs.length;
      let waited = 0;
      for (; runs.length === before; waited += 100) await vi.advanceTimersByTimeAsync(100);
      waits.push(waited);
    }
    expect(waits).toEqual([300, 1000, 3000, 10_000, 30_000, 30_000]);
    expect(onDeath).toHaveBeenCalledTimes(6);
    expect(phases).not.toContain('stopping');
  });
  it('that ran for a minute comes back at once', async () => {
    for (let death = 0; death < 4; death++) {
      ready();
      await vi.advanceTimersByTimeAsync(60_000);
      last().events.onExit(1);
      await vi.advanceTimersByTimeAsync(300);
      expect(runs).toHaveLength(death + 2);
    }
  });
  it('is not started again by itself when it said why it cannot', async () => {
    last().events.onFailed('corrupt', words);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(runs).toHaveLength(1);
    expect(runs[0]?.isStopped).toBe(true);
    expect(host.state).toEqual({ phase: 'failed', kind: 'corrupt', problem: words });
    await start();
    expect(runs).toHaveLength(2);
  });
  it.each([['key-locked', { phase: 'locked', wrong: false }], ['key-wrong', { phase: 'locked', wrong: true }], ['key-lost', { phase: 'key-lost' }], ['key-damaged', { phase: 'key-lost' }]] as const)('asks for a person when the key does not open: %s', (kind, state) => {
    last().events.onFailed(kind, words);
    expect(host.state).toEqual(state);
  });
  it('opens the key by itself when it comes back, with the passphrase that was typed in', async () => {
    last().events.onFailed('key-locked', words);
    await start({ passphrase: 'long enough' });
    ready('passphrase');
    last().events.onExit(1);
    await vi.advanceTimersByTimeAsync(300);
    expect(runs.map(({ start }) => start.passphrase)).toEqual([null, 'long enough', 'long enough']);
  });
  it('forgets a passphrase that was wrong, or that opens nothing any more', async () => {
    last().events.onFailed('key-locked', words);
    await start({ passphrase: 'the wrong one' });
    last().events.onFailed('key-wrong', words);
    await start();
    last().events.onFailed('key-locked', words);
    await start({ passphrase: 'the right one' });
    ready('keyring');
    last().events.onExit(1);
    await vi.advanceTimersByTimeAsync(300);
    expect(runs.map((run) => run.start.passphrase)).toEqual([null, 'the wrong one', null, 'the right one', null]);
  });
  it('gives up a key only in the start that says so', async () => {
    last().events.onFailed('key-lost', words);
    await start({ giveUpKey: true });
    ready();
    last().events.onExit(1);
    await vi.advanceTimersByTimeAsync(300);
    expect(runs.map(({ start }) => start.giveUpKey)).toEqual([false, true, false]);
  });
  it('is not started while something speaks against it, and says what', async () => {
    last().events.onFailed('other', words);
    beforeStart.mockReturnValueOnce(words);
    await start();
    expect(runs).toHaveLength(1);
    expect(host.state).toEqual({ phase: 'failed', kind: 'other', problem: words });
  });
  it('that is stopped while the keyring is still being asked is not started', async () => {
    last().events.onFailed('other', words);
    host.start();
    await host.stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(runs).toHaveLength(1);
  });
  it('is left alone when something else is done about its death', async () => {
    troubled = () => true;
    last().events.onExit(1);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(runs).toHaveLength(1);
  });
  it('does not come back after it was stopped', async () => {
    ready();
    await host.stop();
    last().events.onExit(0);
    await host.stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(runs).toHaveLength(1);
    expect(onDeath).not.toHaveBeenCalled();
    expect(phases).toEqual(['starting', 'running', 'stopping', 'stopping']);
  });
  it('does not come back when it is stopped while it waits to', async () => {
    ready();
    last().events.onExit(1);
    await vi.advanceTimersByTimeAsync(100);
    await host.stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(runs).toHaveLength(1);
  });
  it('lends ports while it runs and not before or after', async () => {
    expect(host.open({ kind: 'channel' })).toBeNull();
    ready();
    expect(host.open({ kind: 'channel' })).not.toBeNull();
    host.open({ kind: 'live', cameraId: 'c', stream: 'sub' });
    expect(last().opened).toEqual([{ type: 'channel', token: 'token' }, { type: 'live', token: 'token', cameraId: 'c', stream: 'sub' }]);
    last().events.onExit(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(host.open({ kind: 'channel' })).toBeNull();
    expect(host.door).toBeNull();
    expect(await host.ask({ what: 'account', token: null })).toBeNull();
  });
  it('is told of no death of a process that ends as it should', () => {
    ready();
    last().events.onChildExit('cutter', 0);
    expect(onDeath).not.toHaveBeenCalled();
    last().events.onChildExit('worker', 137);
    expect(onDeath).toHaveBeenCalledExactlyOnceWith('worker', 137);
  });
});
