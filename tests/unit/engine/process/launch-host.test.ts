import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FromEngine } from '../../../../electron/contract/host.ts';
import { makeHostLauncher, type HostLauncher } from '../../../../electron/engine/process/launch-host.ts';
import type { Child } from '../../../../electron/engine/process/launch.ts';
import { heardAt, portPair } from '../../../support/made-up-ports.ts';

let told: FromEngine[];
let launcher: HostLauncher;
let order: string[];
let exits: string[];
let heard: unknown[];
const kill = vi.spyOn(process, 'kill');
const pid = 4_000_123;

beforeEach(() => {
  told = [];
  order = [];
  exits = [];
  heard = [];
  launcher = makeHostLauncher((message) => told.push(message));
  kill.mockReset().mockReturnValue(true);
});
afterEach(() => kill.mockReset());

const launch = (env: NodeJS.ProcessEnv = {}): Child =>
  launcher.launch('worker', { args: ['a'], env, execArgv: ['--expose-gc'] }, {
    onReady: () => order.push('ready'),
    onMessage: (message) => heard.push(message),
    onExit: (reason) => exits.push(reason),
  });

describe('a process that the shell starts for the engine', () => {
  it('is asked for by the name of its program, each under a number of its own', () => {
    launch({ PATH: '/bin', EMPTY: '', NONE: undefined });
    launch();
    expect(told).toEqual([
      { type: 'launch', child: 1, program: 'worker', args: ['a'], env: { PATH: '/bin', EMPTY: '' }, execArgv: ['--expose-gc'] },
      { type: 'launch', child: 2, program: 'worker', args: ['a'], env: {}, execArgv: ['--expose-gc'] },
    ]);
    for (const message of told) expect(FromEngine.safeParse(message).success).toBe(true);
  });
  it('gets what was said before it was there, in order, before what is said later', () => {
    const child = launch();
    const { near, far } = portPair();
    const got = heardAt(far);
    expect(child.send({ n: 1 })).toBe(true);
    expect(child.send({ n: 2 })).toBe(true);
    launcher.started(1, pid, near);
    child.send({ n: 3 });
    expect(got.map(({ data }) => data)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });
  it('gets the ports that go with a message, early or late', () => {
    const child = launch();
    const { near, far } = portPair();
    const got = heardAt(far);
    const [early, late] = [portPair(), portPair()];
    child.send({ n: 1 }, early.near);
    launcher.started(1, pid, near);
    child.send({ n: 2 }, late.near);
    expect(got.map(({ ports }) => ports)).toEqual([[early.near], [late.near]]);
    expect(early.near.isClosed || late.near.isClosed).toBe(false);
  });
  it('is heard, each by who asked for it', () => {
    launch();
    const other: unknown[] = [];
    launcher.launch('demo', { env: {} }, { onMessage: (message) => other.push(message), onExit: () => undefined });
    const [one, two] = [portPair(), portPair()];
    launcher.started(2, pid + 1, two.near);
    launcher.started(1, pid, one.near);
    one.far.postMessage('from the worker');
    two.far.postMessage('from the demonstration');
    expect(heard).toEqual(['from the worker']);
    expect(other).toEqual(['from the demonstration']);
  });
  it('has a number in the system only while it is there', () => {
    const child = launch();
    expect(child.pid).toBeNull();
    launcher.started(1, pid, portPair().near);
    expect(child.pid).toBe(pid);
    expect(order).toEqual(['ready']);
    launcher.exited(1, 0);
    expect(child.pid).toBeNull();
  });
  it('that is killed before it started is killed as soon as it has', () => {
    const child = launch();
    child.kill();
    expect(kill).not.toHaveBeenCalled();
    launcher.started(1, pid, portPair().near);
    expect(kill).toHaveBeenCalledExactlyOnceWith(pid, 'SIGKILL');
    launcher.exited(1, 137);
    expect(exits).toEqual(['signal SIGKILL']);
  });
  it('is killed by its number, though it hangs', () => {
    const child = launch();
    launcher.started(1, pid, portPair().near);
    child.kill();
    expect(kill).toHaveBeenCalledExactlyOnceWith(pid, 'SIGKILL');
  });
  it('that has gone already is no trouble to kill, and another one with its number is left alone', () => {
    const child = launch();
    launcher.started(1, pid, portPair().near);
    kill.mockImplementationOnce(() => {
      throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' });
    });
    expect(() => child.kill()).not.toThrow();
    launcher.exited(1, 1);
    kill.mockClear();
    child.kill();
    expect(kill).not.toHaveBeenCalled();
  });
  it('takes its ports with it at its end, and takes no more', () => {
    const child = launch();
    const { near } = portPair();
    launcher.started(1, pid, near);
    launcher.exited(1, 3);
    expect(near.isClosed).toBe(true);
    expect(exits).toEqual(['exit code 3']);
    const late = portPair();
    expect(child.send({ n: 1 }, late.near)).toBe(false);
    expect(late.near.isClosed).toBe(false);
  });
  it('that ends before it was there closes the ports that wait for it', () => {
    const child = launch();
    const carried = portPair();
    child.send({ n: 1 }, carried.near);
    launcher.exited(1, 1);
    expect(carried.far.isClosed).toBe(true);
    expect(exits).toEqual(['exit code 1']);
    const { near } = portPair();
    launcher.started(1, pid, near);
    expect(near.isClosed).toBe(true);
    expect(order).toEqual([]);
  });
  it('ends once', () => {
    launch();
    launcher.exited(1, 0);
    launcher.exited(1, 0);
    launcher.exited(99, 0);
    expect(exits).toEqual(['exit code 0']);
  });
  it('may be spoken to from the moment it says that it is ready, after what was said before', () => {
    const got: unknown[] = [];
    const { near, far } = portPair();
    far.on('message', ({ data }) => got.push(data));
    far.start();
    const child = launcher.launch('worker', { env: {} }, { onReady: () => void child.send({ n: 2 }), onMessage: () => undefined, onExit: () => undefined });
    child.send({ n: 1 });
    launcher.started(1, pid, near);
    expect(got).toEqual([{ n: 1 }, { n: 2 }]);
  });
});
