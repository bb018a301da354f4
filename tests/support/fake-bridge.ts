import type { Page } from 'playwright';
import type { CrashDump, DesktopBridge, EngineState, PortRequest, ShellCallName, ShellPush, ShellSettings, ShellState } from '../../electron/contract/desktop.ts';
import type { Language } from '../../electron/contract/words.ts';

/** What a made-up desktop shell begins with. */
export type FakeShellOptions = {
  readonly state: ShellState;
  readonly settings: ShellSettings;
  readonly crashes: readonly CrashDump[];
  readonly language: Language;
};

/** What tests do with it from outside, and see of it. */
export type FakeShell = {
  readonly push: (push: ShellPush) => void;
  /** Changes the state and tells the page. */
  readonly become: (change: Partial<ShellState>) => void;
  /** What a call answers from now on, in place of its ordinary answer. */
  readonly answer: (name: ShellCallName, answer: unknown) => void;
  readonly asked: { readonly name: ShellCallName; readonly input: unknown }[];
  /** Connections that the page has asked for. */
  readonly connected: PortRequest[];
  /** Ends every connection with this code. */
  readonly hangUp: (code: number) => void;
  ports: boolean;
};

declare global {
  var fakeShell: FakeShell;
}

const ordinary: Omit<FakeShellOptions, 'language'> = {
  state: { engine: { phase: 'running' }, keyGuard: 'keyring', kiosk: false, fullScreen: false, update: { phase: 'none' }, saving: null },
  settings: {
    language: null, startWithSystem: true, stayInTray: true, keepAwake: true, notices: { red: true, yellow: true, blue: false }, sounds: { red: true, yellow: false, blue: false },
    quietHours: { on: false, from: '22:00', to: '07:00' }, updateFrom: null,
  },
  crashes: [],
};

/**
 * Puts a made-up desktop bridge into a page before it loads: its ports lead to the engine's WebSockets of the page's own
 * origin, everything else is answered from memory.
 */
export async function addFakeBridge(page: Page, options: { language: Language; engine?: EngineState } & Partial<Omit<FakeShellOptions, 'language'>>): Promise<void> {
  const { engine, ...rest } = options;
  const whole: FakeShellOptions = { ...ordinary, ...rest };
  await page.addInitScript(install, engine === undefined ? whole : { ...whole, state: { ...whole.state, engine } });
}

/** Runs in the page; what it uses has to be inside of it. */
function install(options: FakeShellOptions): void {
  let { state, settings, crashes } = options;
  const listeners = new Set<(push: unknown) => void>();
  const answers = new Map<ShellCallName, unknown>();
  const asked: { name: ShellCallName; input: unknown }[] = [];
  const connected: PortRequest[] = [];
  const hangUps = new Set<(code: number) => void>();
  const push = (told: unknown): void => {
    for (const listener of listeners) listener(structuredClone(told));
  };
  const become = (change: Partial<typeof state>): void => {
    state = { ...state, ...change };
    push({ type: 'state', state });
  };
  const outputs: Partial<Record<ShellCallName, (input: never) => unknown>> = {
    'shell.state': () => state,
    'shell.settings': () => settings,
    'shell.setSettings': (input: { settings: typeof settings }) => (settings = input.settings),
    'window.setFullScreen': ({ on }: { on: boolean }) => {
      become({ fullScreen: on });
      return {};
    },
    'kiosk.enter': () => {
      become({ kiosk: true, fullScreen: true });
      return {};
    },
    'kiosk.leave': () => {
      become({ kiosk: false, fullScreen: false });
      return {};
    },
    'event.save': ({ what }: { what: string }) => ({ saved: what === 'clip' ? 'clip.mp4' : 'picture.jpg' }),
    'page.print': () => ({ done: true }),
    'page.savePdf': ({ name }: { name: string }) => ({ saved: `${name}.pdf` }),
    'crashes.list': () => crashes,
    'crashes.remove': ({ id }: { id: string }) => (crashes = crashes.filter((dump) => dump.id !== id)),
    'update.look': () => state.update,
    'update.choose': () => state.update,
    'update.install': () => state.update,
    'key.protect': ({ passphrase }: { passphrase: string | null }) => {
      become({ keyGuard: passphrase === null ? 'keyring' : 'passphrase' });
      return { guard: state.keyGuard };
    },
    'key.giveUp': () => ({ done: true }),
    'engine.chooseFolder': () => ({ done: true }),
  };
  const call = (name: ShellCallName) => (input: unknown) => {
    asked.push({ name, input });
    return Promise.resolve(answers.get(name) ?? { ok: true, output: outputs[name]?.(input as never) ?? {} });
  };
  const connect = (request: PortRequest): Promise<boolean> => {
    connected.push(request);
    if (!shell.ports) return Promise.resolve(false);
    const path = request.kind === 'channel' ? '/api/channel' : `/api/live/${request.cameraId}?stream=${request.stream}`;
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}${path}`);
    socket.binaryType = 'arraybuffer';
    const { port1, port2 } = new MessageChannel();
    const hangUp = (code: number): void => {
      hangUps.delete(hangUp);
      port1.postMessage({ closed: code });
      port1.close();
      socket.close();
    };
    hangUps.add(hangUp);
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') socket.send(data);
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => port1.postMessage(data);
    socket.onclose = ({ code }) => hangUp(code);
    return new Promise((resolve) => {
      socket.onopen = () => {
        window.postMessage({ type: 'watchhouse:port', id: request.id }, location.origin, [port2]);
        resolve(true);
      };
      socket.onerror = () => resolve(false);
    });
  };
  const shell: FakeShell = {
    push, become, asked, connected, ports: true,
    answer: (name, answer) => answers.set(name, answer),
    hangUp: (code) => {
      for (const hangUp of [...hangUps]) hangUp(code);
    },
  };
  const bridge: DesktopBridge = {
    platform: 'linux', version: '0.1.0', language: options.language, connect,
    calls: new Proxy({} as DesktopBridge['calls'], { get: (_target, name) => call(name as ShellCallName) }),
    onPush: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    pathOf: (file) => `/home/duty/Videos/${file.name}`,
  };
  Object.assign(globalThis, { fakeShell: shell, watchhouse: bridge });
}
