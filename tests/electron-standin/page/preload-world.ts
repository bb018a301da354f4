import type { Bridge } from './bridge.ts';
import type { Codec } from './codec.ts';
import type { FromPage, PageFacts, ToPage } from './messages.ts';

type Send = (text: string) => void;
type Listener = (event: unknown, ...args: unknown[]) => void;
type MakeBridge = (eventName: string, side: 'isolated', onExpose: () => void) => Bridge;
export type PreloadScope = { readonly require: (name: string) => unknown; readonly process: object; readonly Buffer: undefined };

/**
 * Runs in a page's isolated world before anything else: `ipcRenderer`, `contextBridge` and the sandboxed preload's
 * `require`. Its source is sent into the page, so it uses nothing from outside but its arguments.
 */
export function runPreloadWorld(facts: PageFacts, codec: Codec, makeBridge: MakeBridge, makeEmitter: () => new () => object, binding: string): PreloadScope {
  const world = globalThis as unknown as Record<string, unknown>;
  const raw = world[binding] as Send;
  Reflect.deleteProperty(world, binding);
  const send = (message: FromPage): void => raw(JSON.stringify(message));
  const bridge = makeBridge(facts.eventName, 'isolated', () => undefined);
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  const replies = new Map<number, { channel: string; resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const permissions = new Map<number, (granted: boolean) => void>();
  const ports = new Map<string, MessagePort>();
  let last = 0;

  const keep = (name: string, port: MessagePort): void => {
    ports.set(name, port);
    port.onmessage = ({ data, ports: transferred }) => send({ kind: 'port', port: name, data: codec.encode(withoutPorts(data)), ports: transferred.map(give) });
    port.addEventListener('close', () => {
      if (ports.delete(name)) send({ kind: 'close', port: name });
    });
  };
  /** Ports travel beside a message here; Electron's main process has them in `event.ports` only, too. */
  const withoutPorts = (data: unknown): unknown => (data instanceof MessagePort ? null : data);
  const give = (port: MessagePort): string => {
    const name = `${facts.webContentsId}:${Math.random().toString(36).slice(2)}:${++last}`;
    keep(name, port);
    return name;
  };
  const adopt = (name: string): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    keep(name, port1);
    return port2;
  };
  /** Large pieces move into the page instead of being copied once more. */
  const transferable = (data: unknown): ArrayBuffer[] => {
    const found = new Set<ArrayBuffer>();
    for (const value of [data, ...(typeof data === 'object' && data !== null ? Object.values(data as Record<string, unknown>) : [])]) {
      if (value instanceof ArrayBuffer) found.add(value);
      else if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer) found.add(value.buffer);
    }
    return [...found];
  };

  const on = (channel: string, listener: Listener, once: boolean): object => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };
  const off = (channel: string, listener: Listener): object => {
    listeners.set(channel, (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener));
    return ipcRenderer;
  };
  const missing = <T extends object>(name: string, object: T): T =>
    Object.setPrototypeOf(object, new Proxy(Object.prototype, {
      get(target, key, receiver): unknown {
        if (typeof key === 'symbol' || key in target || key === 'then' || key === 'toJSON' || key === '__esModule' || key === 'default') return Reflect.get(target, key, receiver);
        throw new Error(`stand-in: ${name}.${key} is not implemented`);
      },
    })) as T;

  const ipcRenderer: object = missing('ipcRenderer', {
    on: (channel: string, listener: Listener) => on(channel, listener, false),
    addListener: (channel: string, listener: Listener) => on(channel, listener, false),
    once: (channel: string, listener: Listener) => on(channel, listener, true),
    off,
    removeListener: off,
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
    send: (channel: string, ...args: unknown[]) => send({ kind: 'send', channel, args: codec.encode(args), ports: [] }),
    postMessage: (channel: string, message: unknown, transfer: readonly MessagePort[] = []) => {
      const args = codec.encode([message]);
      send({ kind: 'send', channel, args, ports: transfer.map(give) });
    },
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        const encoded = codec.encode(args);
        replies.set(id, { channel, resolve, reject });
        send({ kind: 'invoke', id, channel, args: encoded });
      }),
  });

  const emit = (channel: string, names: readonly string[], args: unknown[]): void => {
    const event = { sender: ipcRenderer, senderId: 0, ports: names.map(adopt), preventDefault: () => undefined };
    for (const { listener, once } of [...(listeners.get(channel) ?? [])]) {
      if (once) off(channel, listener);
      try {
        listener(event, ...args);
      } catch (error) {
        console.error(error);
      }
    }
  };
  const settle = (message: ToPage & { kind: 'reply' | 'failure' }): void => {
    const waiting = replies.get(message.id);
    replies.delete(message.id);
    if (message.kind === 'reply') waiting?.resolve(codec.decode(message.data));
    else waiting?.reject(new Error(`Error invoking remote method '${waiting.channel}': ${message.message}`));
  };
  world[`${binding}Receive`] = (message: ToPage): void => {
    switch (message.kind) {
      case 'reply':
      case 'failure':
        return settle(message);
      case 'send':
        return emit(message.channel, message.ports, codec.decode(message.args) as unknown[]);
      case 'port': {
        const data = codec.decode(message.data);
        const inside = message.ports.map(adopt);
        return ports.get(message.port)?.postMessage(data, [...transferable(data), ...inside]);
      }
      case 'closed': {
        const port = ports.get(message.port);
        ports.delete(message.port);
        return port?.close();
      }
      case 'permission':
        permissions.get(message.id)?.(message.granted);
        permissions.delete(message.id);
    }
  };

  bridge.expose('', {
    ask: (permission: string, mediaTypes: readonly string[]) =>
      new Promise<boolean>((resolve) => {
        const id = ++last;
        permissions.set(id, resolve);
        send({ kind: 'permission', id, permission, mediaTypes });
      }),
    open: (url: string, frameName: string, features: string) => send({ kind: 'open', url, frameName, features }),
  });
  send({ kind: 'hello', url: location.href });

  const exposed = new Set<string>();
  const electron = missing('electron (sandboxed preload)', {
    ipcRenderer,
    contextBridge: missing('contextBridge', {
      exposeInMainWorld: (key: string, api: unknown) => {
        if (exposed.has(key)) throw new Error('Cannot bind an API on top of an existing property on the window object');
        exposed.add(key);
        bridge.expose(key, api);
      },
    }),
    // The path of a File stays in Chromium's browser process; its name is all that a page can see.
    webUtils: missing('webUtils', { getPathForFile: (file: File) => file.name }),
    webFrame: missing('webFrame', {
      getZoomFactor: () => 1,
      getZoomLevel: () => 0,
      setVisualZoomLevelLimits: () => undefined,
      executeJavaScript: () => Promise.reject(new Error('stand-in: webFrame.executeJavaScript is not implemented')),
    }),
  });
  const modules: Record<string, unknown> = {
    electron,
    'electron/renderer': electron,
    'electron/common': electron,
    events: Object.assign(makeEmitter(), { EventEmitter: undefined }),
    timers: { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate: (run: () => void) => setTimeout(run, 0), clearImmediate: clearTimeout },
    url: { URL, URLSearchParams },
  };
  (modules['events'] as { EventEmitter: unknown }).EventEmitter = modules['events'];
  const immutable = (name: string): unknown => {
    const module = modules[name.replace(/^node:/, '')];
    if (module === undefined) throw new Error(`module not found: ${name}`);
    return module;
  };
  const process = {
    type: 'renderer', platform: facts.platform, arch: facts.arch, versions: facts.versions, version: `v${facts.versions['node'] ?? ''}`,
    contextIsolated: true, sandboxed: true, argv: facts.argv, env: facts.env, execPath: facts.execPath, resourcesPath: facts.resourcesPath, pid: 0, helperExecPath: facts.execPath,
    isMainFrame: true, nextTick: (run: (...args: unknown[]) => void, ...args: unknown[]) => queueMicrotask(() => run(...args)), hrtime: undefined, uptime: () => performance.now() / 1000,
  };
  return { require: immutable, process, Buffer: undefined };
}
