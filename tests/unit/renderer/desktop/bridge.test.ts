import { afterEach, describe, expect, it, vi } from 'vitest';
import { callShell, desktopBridge } from '../../../../renderer/desktop/bridge.ts';

const withCall = (name: string, answer: () => Promise<unknown>): ReturnType<typeof vi.fn> => {
  const call = vi.fn(answer);
  vi.stubGlobal('watchhouse', { calls: { [name]: call } });
  return call;
};

afterEach(() => vi.unstubAllGlobals());

describe('the way to the desktop shell', () => {
  it('is not there in a browser', async () => {
    expect(desktopBridge()).toBeNull();
    await expect(callShell('shell.quit', {})).rejects.toMatchObject({ name: 'CallError', kind: 'not-found' });
  });
  it('hands on the input and gives the output as the contract has it', async () => {
    const call = withCall('crashes.remove', () => Promise.resolve({ ok: true, output: [{ id: 'a.dmp', at: 1, bytes: 2, more: 3 }] }));
    expect(await callShell('crashes.remove', { id: 'b.dmp' })).toEqual([{ id: 'a.dmp', at: 1, bytes: 2 }]);
    expect(call).toHaveBeenCalledWith({ id: 'b.dmp' });
  });
  it('says why the shell refused, and how long to wait', async () => {
    withCall('kiosk.leave', () => Promise.resolve({ ok: false, error: { kind: 'too-many-tries', retryAfterMs: 4000 } }));
    await expect(callShell('kiosk.leave', { username: 'admin', password: 'x' })).rejects.toMatchObject({ kind: 'too-many-tries', retryAfterMs: 4000 });
  });
  it('does not pass on what is no answer, or not the output that was promised', async () => {
    withCall('key.protect', () => Promise.resolve({ ok: true, output: { guard: 'a dog' } }));
    await expect(callShell('key.protect', { passphrase: null })).rejects.toMatchObject({ kind: 'not-understood' });
    withCall('key.protect', () => Promise.resolve('done'));
    await expect(callShell('key.protect', { passphrase: null })).rejects.toMatchObject({ kind: 'not-understood' });
  });
  it('takes a call that failed on its way for a mistake inside', async () => {
    withCall('shell.quit', () => Promise.reject(new Error('no handler')));
    await expect(callShell('shell.quit', {})).rejects.toMatchObject({ name: 'CallError', kind: 'internal' });
  });
});
