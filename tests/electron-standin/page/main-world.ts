import type { Bridge } from './bridge.ts';

type Ask = (permission: string, mediaTypes: readonly string[]) => Promise<boolean>;
type Native = (this: unknown, ...args: unknown[]) => unknown;
type MainWorldServices = { ask: Ask; open(url: string, frameName: string, features: string): void };

/** Runs in a page's main world before its scripts: receives what the preload exposes and lets requests for permissions reach the handler. */
export function runMainWorld(eventName: string, makeBridge: (eventName: string, side: 'main', onExpose: (key: string, value: unknown) => void) => Bridge): void {
  let services: MainWorldServices | undefined;
  const freeze = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return value;
    Object.values(value).forEach(freeze);
    return Object.freeze(value);
  };
  makeBridge(eventName, 'main', (key, value) => {
    if (key === '') services = value as MainWorldServices;
    else Object.defineProperty(window, key, { value: freeze(value), enumerable: true, writable: false, configurable: false });
  });
  const ask: Ask = (permission, mediaTypes) => services?.ask(permission, mediaTypes) ?? Promise.resolve(false);

  /** Puts a method over the browser's own, under its name and with its arity. */
  const replace = (owner: object, key: string, make: (native: Native) => (this: never, ...args: never[]) => unknown): void => {
    const descriptor = Object.getOwnPropertyDescriptor(owner, key);
    if (typeof descriptor?.value !== 'function') return;
    const wrapped = make(descriptor.value as Native);
    Object.defineProperty(wrapped, 'name', { value: key, configurable: true });
    Object.defineProperty(owner, key, { ...descriptor, value: wrapped });
  };
  const refused = (): DOMException => new DOMException('Permission denied', 'NotAllowedError');

  if (typeof Notification !== 'undefined')
    replace(Notification, 'requestPermission', () => async (callback?: (answer: NotificationPermission) => void) => {
      const answer = (await ask('notifications', [])) ? 'granted' : 'denied';
      callback?.(answer);
      return answer;
    });
  if (typeof MediaDevices !== 'undefined') {
    replace(MediaDevices.prototype, 'getUserMedia', (native) => async function (this: MediaDevices, constraints?: MediaStreamConstraints) {
      const types = [...(constraints?.audio ? ['audio'] : []), ...(constraints?.video ? ['video'] : [])];
      if (types.length > 0 && !(await ask('media', types))) throw refused();
      return native.call(this, constraints);
    });
    replace(MediaDevices.prototype, 'getDisplayMedia', (native) => async function (this: MediaDevices, options?: DisplayMediaStreamOptions) {
      if (!(await ask('display-capture', []))) throw refused();
      return native.call(this, options);
    });
  }
  if (typeof Geolocation !== 'undefined')
    for (const key of ['getCurrentPosition', 'watchPosition'] as const)
      replace(Geolocation.prototype, key, (native) => function (this: Geolocation, success: PositionCallback, failure?: PositionErrorCallback | null, options?: PositionOptions) {
        void ask('geolocation', []).then((granted) => {
          if (granted) native.call(this, success, failure, options);
          else failure?.({ code: 1, message: 'User denied Geolocation', PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 });
        });
        return key === 'watchPosition' ? 1 : undefined;
      });
  if (typeof Clipboard !== 'undefined')
    for (const key of ['read', 'readText'] as const)
      replace(Clipboard.prototype, key, (native) => async function (this: Clipboard) {
        if (!(await ask('clipboard-read', []))) throw refused();
        return native.call(this);
      });
  replace(Navigator.prototype, 'requestMIDIAccess', (native) => async function (this: Navigator, options?: { sysex?: boolean }) {
    if (!(await ask(options?.sysex ? 'midiSysex' : 'midi', []))) throw refused();
    return native.call(this, options);
  });
  replace(Element.prototype, 'requestFullscreen', (native) => async function (this: Element, options?: FullscreenOptions) {
    if (!(await ask('fullscreen', []))) throw new TypeError('Permissions check failed');
    return native.call(this, options);
  });
  // The handler decides in the main process; a window that it denies never exists, and an allowed one is no child of this page here.
  replace(window, 'open', () => (url: string | URL = '', target = '', features = '') => {
    services?.open(url === '' ? 'about:blank' : new URL(url, document.baseURI).href, target === '_blank' ? '' : target, features);
    return null;
  });
}
