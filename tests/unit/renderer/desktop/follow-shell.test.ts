import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ShellPush, ShellState } from '../../../../electron/contract/desktop.ts';

const door = { get: vi.fn(), signOut: vi.fn(() => Promise.resolve()) };
vi.mock('../../../../renderer/channel/session-door.ts', () => ({ sessionDoor: door }));
const played: string[] = [];
vi.mock('../../../../renderer/desktop/sounds.ts', () => ({ playSound: (severity: string) => played.push(severity) }));

const storage = new Map<string, string>();
const memory = { getItem: (key: string) => storage.get(key) ?? null, setItem: (key: string, value: string) => void storage.set(key, value), removeItem: (key: string) => void storage.delete(key) };
const account = { id: '0b7fbb6a-6f0a-4a53-9c7e-0d1c12d0a001', username: 'chief', role: 'administrator', language: 'en', createdAt: 1 } as const;
const state: ShellState = { engine: { phase: 'starting' }, keyGuard: 'keyring', kiosk: false, fullScreen: false, update: { phase: 'none' }, saving: null };

let push: (told: ShellPush | Record<string, unknown>) => void = () => undefined;
const asked: [string, unknown][] = [];
const call = (name: string) => (input: unknown) => {
  asked.push([name, input]);
  return Promise.resolve({ ok: true, output: name === 'shell.state' ? state : {} });
};
const askedFor = (name: string): unknown[] => asked.filter(([each]) => each === name).map(([, input]) => input);
const become = (change: Partial<ShellState>): void => push({ type: 'state', state: { ...state, ...change } });

const page = new EventTarget();
vi.stubGlobal('localStorage', memory);
vi.stubGlobal('sessionStorage', memory);
vi.stubGlobal('window', page);
vi.stubGlobal('location', { hash: '' });
vi.stubGlobal('document', { documentElement: { lang: '' }, title: 'Watchhouse' });
vi.stubGlobal('watchhouse', {
  language: 'zh-CN', platform: 'linux', version: '0.1.0',
  calls: new Proxy({}, { get: (_target, name) => call(String(name)) }),
  onPush: (listener: typeof push) => {
    push = listener;
    return () => undefined;
  },
});

const { followShell } = await import('../../../../renderer/desktop/follow-shell.ts');
const { useShell } = await import('../../../../renderer/desktop/shell-store.ts');
const { useKioskDialog } = await import('../../../../renderer/desktop/kiosk-store.ts');
const { useSession } = await import('../../../../renderer/stores/session.ts');
const { useKeymap } = await import('../../../../renderer/ui/keys.ts');
const { currentLanguage, showLanguage, startWords } = await import('../../../../renderer/words/language.ts');

beforeAll(async () => {
  door.get.mockResolvedValue({ needsFirstAccount: false, account });
  storage.set('watchhouse.language', 'en');
  await startWords();
  followShell();
  await vi.waitFor(() => expect(useShell.getState().state).not.toBeNull());
});
beforeEach(() => void (asked.length = 0));

describe('a window in the desktop shell', () => {
  it('begins in the desktop’s language, whatever this page was last shown in', () => {
    expect(currentLanguage()).toBe('zh-CN');
  });
  it('asks who is signed in once the engine runs, and not before', async () => {
    expect(door.get).not.toHaveBeenCalled();
    become({ engine: { phase: 'running' } });
    await vi.waitFor(() => expect(useSession.getState().session).toMatchObject({ phase: 'signed-in', account: { username: 'chief' } }));
    expect(door.get).toHaveBeenCalledOnce();
  });
  it('tells the shell the language that came with the account, once', async () => {
    showLanguage('zh-CN');
    await vi.waitFor(() => expect(currentLanguage()).toBe('zh-CN'));
    showLanguage('en');
    await vi.waitFor(() => expect(askedFor('shell.setLanguage').at(-1)).toEqual({ language: 'en' }));
  });
  it('follows the language of another window and does not tell it back', async () => {
    push({ type: 'language', language: 'zh-CN' });
    await vi.waitFor(() => expect(currentLanguage()).toBe('zh-CN'));
    expect(askedFor('shell.setLanguage')).toEqual([]);
  });
  it('goes where the shell says', () => {
    push({ type: 'navigate', screen: 'review', detail: 'abc' });
    expect(location.hash).toBe('#/review/abc');
  });
  it('does not ask for the session again after a restart of the engine while somebody works', () => {
    door.get.mockClear();
    become({ engine: { phase: 'restarting', attempt: 1, retryAt: 0 } });
    become({ engine: { phase: 'running' } });
    expect(door.get).not.toHaveBeenCalled();
  });
  it('does what the menu says', async () => {
    push({ type: 'command', command: 'keys' });
    expect(useKeymap.getState().helpOpen).toBe(true);
    push({ type: 'command', command: 'full-screen' });
    push({ type: 'command', command: 'print' });
    push({ type: 'command', command: 'save-pdf' });
    await vi.waitFor(() => expect(askedFor('page.savePdf')).toEqual([{ name: 'Watchhouse' }]));
    expect(askedFor('window.setFullScreen')).toEqual([{ on: true }]);
    expect(askedFor('page.print')).toHaveLength(1);
  });
  it('opens the way out of the kiosk only where there is one', () => {
    push({ type: 'command', command: 'leave-kiosk' });
    expect(useKioskDialog.getState().open).toBeNull();
    become({ engine: { phase: 'running' }, kiosk: true });
    push({ type: 'command', command: 'leave-kiosk' });
    expect(useKioskDialog.getState().open).toBe('leave');
  });
  it('leaves the window’s size alone in the kiosk', () => {
    push({ type: 'command', command: 'full-screen' });
    expect(askedFor('window.setFullScreen')).toEqual([]);
  });
  it('plays the sounds it is told to', () => {
    push({ type: 'sound', severity: 'yellow' });
    expect(played).toEqual(['yellow']);
  });
  it('keeps the workplace when the same account signed in elsewhere, and leaves it when it signed out there', async () => {
    const before = useSession.getState().session;
    push({ type: 'session' });
    await vi.waitFor(() => expect(door.get).toHaveBeenCalled());
    expect(useSession.getState().session).toEqual(before);
    door.get.mockResolvedValue({ needsFirstAccount: false, account: null });
    push({ type: 'session' });
    await vi.waitFor(() => expect(useSession.getState().session).toEqual({ phase: 'signed-out', expired: false }));
  });
  it('stays as it is when it cannot be asked who is signed in', async () => {
    door.get.mockRejectedValue(new Error('engine away'));
    push({ type: 'session' });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(useSession.getState().session).toEqual({ phase: 'signed-out', expired: false });
  });
  it('passes over what it does not know', () => {
    push({ type: 'weather', sun: true });
    push({ type: 'state', state: { engine: { phase: 'dancing' } } });
    expect(useShell.getState().state?.engine.phase).toBe('running');
  });
});
