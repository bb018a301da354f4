import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Account } from '../../../../electron/contract/account.ts';
import { shellCalls, ShellAnswer, type ShellCallName } from '../../../../electron/contract/desktop.ts';
import { makeShellDispatch, senderWindow, ShellRefusal, type ShellProcedures } from '../../../../electron/main/calls/dispatch.ts';
import { makeProcedures, type ProceduresOptions } from '../../../../electron/main/calls/procedures.ts';

vi.mock('electron', () => ({ app: {}, dialog: {}, shell: {} }));

const window = { name: 'a window' } as unknown as BrowserWindow;
const event = {} as IpcMainInvokeEvent;
const reviewer: Account = { id: '9b2f6a0e-4f3d-4b1a-9c7e-0d1c12d0a001', username: '复核员', role: 'reviewer', language: 'zh-CN', createdAt: 1 };
const administrator: Account = { ...reviewer, role: 'administrator' };

let asked: string[];
let isOurs: boolean;
let caller: Account | null;
const done: { name: string; input: unknown; window: unknown }[] = [];
const onFault = vi.fn();
let procedures: Record<string, (input: unknown, window: unknown) => unknown>;
const dispatch = (name: unknown, input: unknown = {}): Promise<ShellAnswer> =>
  makeShellDispatch({
    procedures: procedures as unknown as ShellProcedures,
    windowOf: () => {
      asked.push('sender');
      return isOurs ? window : null;
    },
    account: () => {
      asked.push('account');
      return Promise.resolve(caller);
    },
    onFault,
  })(event, name, input);

beforeEach(() => {
  asked = [];
  isOurs = true;
  caller = administrator;
  done.length = 0;
  onFault.mockReset();
  procedures = Object.fromEntries(Object.keys(shellCalls).map((name) => [name, (input: unknown, from: unknown) => {
    done.push({ name, input, window: from });
    return { done: true, saved: null };
  }]));
});

describe('a call of a window', () => {
  it('is carried out for that window, with no more than the contract has', async () => {
    const saved = { eventId: '0192a4f0-7c3e-7a11-8d2e-1c2d3e4f5a6b', what: 'clip' };
    expect(await dispatch('event.save', { ...saved, path: '/etc/passwd' })).toEqual({ ok: true, output: { saved: null } });
    expect(done).toEqual([{ name: 'event.save', input: saved, window }]);
    expect(done[0]?.window).toBe(window);
  });
  it('is looked at from the sender first, then by name, input and rights, and only then done', async () => {
    caller = null;
    isOurs = false;
    expect(await dispatch('no.such', 'no input')).toEqual({ ok: false, error: { kind: 'forbidden' } });
    isOurs = true;
    expect(await dispatch('no.such', 'no input')).toEqual({ ok: false, error: { kind: 'bad-input' } });
    expect(await dispatch('crashes.show', { id: '../x' })).toEqual({ ok: false, error: { kind: 'bad-input' } });
    expect(asked).toEqual(['sender', 'sender', 'sender']);
    expect(await dispatch('crashes.show', { id: 'x' })).toEqual({ ok: false, error: { kind: 'not-signed-in' } });
    expect(asked).toEqual(['sender', 'sender', 'sender', 'sender', 'account']);
    expect(done).toEqual([]);
  });
  it.each(['toString', '__proto__', 'constructor', 'hasOwnProperty', '', 'shell.State', ' shell.state', null, undefined, 5, {}, ['shell.state'], new String('shell.state')])('by a name that is none is refused: %j', async (name) => {
    expect(await dispatch(name)).toEqual({ ok: false, error: { kind: 'bad-input' } });
    expect(done).toEqual([]);
  });
  it('that goes wrong inside says no more than that, and is noted', async () => {
    procedures['crashes.show'] = () => {
      throw new Error('/home/guard/secret is not there');
    };
    expect(await dispatch('crashes.show', { id: 'x' })).toEqual({ ok: false, error: { kind: 'internal' } });
    expect(onFault).toHaveBeenCalledExactlyOnceWith('crashes.show', expect.objectContaining({ message: '/home/guard/secret is not there' }));
  });
  it('that is refused says why, and when to come again', async () => {
    procedures['kiosk.leave'] = () => Promise.reject(new ShellRefusal('too-many-tries', 4000));
    procedures['window.open'] = () => Promise.reject(new ShellRefusal('conflict'));
    expect(await dispatch('kiosk.leave', { username: 'admin', password: 'x' })).toEqual({ ok: false, error: { kind: 'too-many-tries', retryAfterMs: 4000 } });
    expect(await dispatch('window.open', { screen: 'wall', detail: null })).toEqual({ ok: false, error: { kind: 'conflict' } });
    expect(onFault).not.toHaveBeenCalled();
  });
  it('never gets more out than the contract promises', async () => {
    procedures['page.print'] = () => ({ done: true, secret: 'x' });
    expect(await dispatch('page.print')).toEqual({ ok: true, output: { done: true } });
    procedures['page.print'] = () => ({ done: 'yes' });
    expect(await dispatch('page.print')).toEqual({ ok: false, error: { kind: 'internal' } });
  });
  it('is answered whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(...Object.keys(shellCalls)), fc.anything()), fc.anything(), async (name, input) => {
        expect(ShellAnswer.safeParse(await dispatch(name, input)).success).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('rights', () => {
  const inputs: Partial<Record<ShellCallName, unknown>> = {
    'shell.setLanguage': { language: 'en' },
    'window.open': { screen: 'wall', detail: null },
    'window.setFullScreen': { on: true },
    'kiosk.leave': { username: 'admin', password: 'x' },
    'event.save': { eventId: '0192a4f0-7c3e-7a11-8d2e-1c2d3e4f5a6b', what: 'clip' },
    'page.savePdf': { name: 'a' },
    'crashes.show': { id: 'x' },
    'crashes.remove': { id: 'x' },
    'update.install': { now: false },
    'key.unlock': { passphrase: 'x' },
    'key.protect': { passphrase: null },
    'shell.setSettings': { settings: { notices: { red: true, yellow: true, blue: true } } },
  };
  const kindFor = async (name: ShellCallName, who: Account | null): Promise<string> => {
    caller = who;
    const answer = await dispatch(name, inputs[name] ?? {});
    return answer.ok ? 'done' : answer.error.kind;
  };
  it.each(Object.keys(shellCalls) as ShellCallName[])('are checked for %s', async (name) => {
    const { access } = shellCalls[name];
    // What is made up here is not every call's output; a call that was carried out is `done` all the same.
    const isDone = async (who: Account | null): Promise<boolean> => {
      done.length = 0;
      const kind = await kindFor(name, who);
      if (done.length === 0) expect(kind).toBe(who === null ? 'not-signed-in' : 'forbidden');
      return done.length > 0;
    };
    expect(await isDone(null)).toBe(access === 'anyone');
    expect(await isDone(reviewer)).toBe(access === 'anyone' || access === 'signed-in' || access === 'reviewer');
    expect(await isDone(administrator)).toBe(true);
  });
});

describe('what reaches the shell from a page', () => {
  const sender = {};
  const windows = [{ webContents: {} }, { webContents: sender }] as unknown as BrowserWindow[];
  const from = (senderFrame: unknown, by: unknown = sender): BrowserWindow | null => senderWindow({ senderFrame, sender: by } as unknown as IpcMainInvokeEvent, windows);
  it('comes from the main frame of one of our pages in one of our windows', () => {
    expect(from({ parent: null, url: 'app://watchhouse/#/wall' })).toBe(windows[1]);
  });
  it('is not heard from anything else', () => {
    expect(from(null)).toBeNull();
    expect(from({ parent: {}, url: 'app://watchhouse/' })).toBeNull();
    expect(from({ parent: null, url: 'https://example.invalid/' })).toBeNull();
    expect(from({ parent: null, url: 'about:blank' })).toBeNull();
    expect(from({ parent: null, url: '' })).toBeNull();
    expect(from({ parent: null, url: 'app://watchhouse/' }, {})).toBeNull();
  });
});

it('every call of the contract has a procedure, and there is no other', () => {
  expect(Object.keys(makeProcedures({} as ProceduresOptions)).sort()).toEqual(Object.keys(shellCalls).sort());
});
