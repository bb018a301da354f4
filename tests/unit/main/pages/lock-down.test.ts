import { describe, expect, it, vi } from 'vitest';
import { isOurs, lockContents, lockSession } from '../../../../electron/main/pages/lock-down.ts';

const { app } = vi.hoisted(() => ({ app: { isPackaged: true } }));
vi.mock('electron', () => ({ app }));

const ours = ['app://watchhouse', 'app://watchhouse/', 'app://watchhouse/index.html', 'app://watchhouse/#/review/1', 'app://watchhouse/?x=https://example.invalid/'];
const foreign = [
  '', 'about:blank', 'watchhouse', '/index.html', 'app:', 'app://', 'app://other/', 'app://watchhouse.example.invalid/', 'app://example.invalid/watchhouse', 'app://watchhouse:1/', 'app://watchhouse@example.invalid/',
  'app:watchhouse', 'apps://watchhouse/', 'http://watchhouse/', 'https://watchhouse/', 'file:///app://watchhouse/', 'data:text/html,app://watchhouse/', 'blob:app://watchhouse/1', 'javascript:app://watchhouse', 'view-source:app://watchhouse/', 'chrome://watchhouse/', 'filesystem:app://watchhouse/temporary/x',
];

describe('an address', () => {
  it.each(ours)('is ours: %s', (address) => expect(isOurs(address)).toBe(true));
  it.each(foreign)('is not ours: %j', (address) => expect(isOurs(address)).toBe(false));
});

type Handlers = { request: (details: { url: string }, answer: (how: { cancel: boolean }) => void) => void; permission: (contents: { getURL: () => string }, permission: string, answer: (granted: boolean) => void) => void; check: (contents: null, permission: string, origin: string) => boolean; device: () => boolean };

function locked(): Handlers {
  const handlers: Partial<Handlers> = {};
  lockSession({
    setPermissionRequestHandler: (handler: Handlers['permission']) => (handlers.permission = handler),
    setPermissionCheckHandler: (handler: Handlers['check']) => (handlers.check = handler),
    setDevicePermissionHandler: (handler: Handlers['device']) => (handlers.device = handler),
    webRequest: { onBeforeRequest: (handler: Handlers['request']) => (handlers.request = handler) },
    setSpellCheckerEnabled: () => undefined,
  } as unknown as Parameters<typeof lockSession>[0]);
  return handlers as Handlers;
}

describe('what the windows’ session asks for', () => {
  const isLoaded = (url: string): boolean => {
    let cancelled = true;
    locked().request({ url }, ({ cancel }) => (cancelled = cancel));
    return !cancelled;
  };
  it('is its own pages, and what they made themselves', () => {
    for (const url of ['app://watchhouse/index.html', 'blob:app://watchhouse/0b7f', 'data:image/png;base64,AA==']) expect(isLoaded(url), url).toBe(true);
  });
  it('is nothing in any network', () => {
    for (const url of ['https://example.invalid/', 'http://127.0.0.1:8710/', 'ws://127.0.0.1/', 'file:///etc/passwd', 'ftp://example.invalid/', 'blob:https://example.invalid/1', 'blob:app://watchhouse.example.invalid/1', 'chrome-extension://x/', 'about:blank']) expect(isLoaded(url), url).toBe(false);
  });
  it('may be the developer tools only while the program is not packaged', () => {
    expect(isLoaded('devtools://devtools/bundled/x.html')).toBe(false);
    app.isPackaged = false;
    expect(isLoaded('devtools://devtools/bundled/x.html')).toBe(true);
    app.isPackaged = true;
  });
  it('is granted the full screen and copying text, for our own pages, and nothing else', () => {
    const granted = (url: string, permission: string): boolean[] => {
      const { permission: request, check, device } = locked();
      let asked = true;
      request({ getURL: () => url }, permission, (is) => (asked = is));
      return [asked, check(null, permission, url), device()];
    };
    for (const permission of ['fullscreen', 'clipboard-sanitized-write']) {
      expect(granted('app://watchhouse/', permission)).toEqual([true, true, false]);
      expect(granted('https://example.invalid/', permission)).toEqual([false, false, false]);
    }
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'hid', 'usb', 'serial', 'display-capture', 'fileSystem']) expect(granted('app://watchhouse/', permission), permission).toEqual([false, false, false]);
  });
});

describe('a window', () => {
  it('goes nowhere else, opens nothing and holds no other program', () => {
    const handlers = new Map<string, (event: { url: string; preventDefault: () => void }) => void>();
    let open: (() => unknown) | undefined;
    lockContents({ setWindowOpenHandler: (handler: () => unknown) => (open = handler), on: (name: string, handler: never) => handlers.set(name, handler) } as unknown as Parameters<typeof lockContents>[0]);
    const isHeld = (name: string, url: string): boolean => {
      const preventDefault = vi.fn();
      handlers.get(name)?.({ url, preventDefault });
      return preventDefault.mock.calls.length > 0;
    };
    expect(open?.()).toEqual({ action: 'deny' });
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      expect(isHeld(name, 'https://example.invalid/'), name).toBe(true);
      expect(isHeld(name, 'app://watchhouse/'), name).toBe(false);
    }
    expect(isHeld('will-attach-webview', '')).toBe(true);
  });
});
