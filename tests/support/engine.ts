import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { http } from '../../electron/contract/http.ts';
import type { CallInput, CallName, CallOutput, EngineMessage, PushData, PushName } from '../../electron/contract/calls.ts';

const root = join(import.meta.dirname, '..', '..');
const node24 = join(root, 'node_modules', 'node', 'bin', 'node');

export type RunningEngine = {
  readonly address: string;
  readonly setupKey: string | null;
  readonly pid: number;
  readonly data: string;
  /** Everything the engine wrote to its standard output and error. */
  output(): string;
  kill(signal?: NodeJS.Signals): Promise<void>;
};

/** Lets `startEngine` run the compiled engine where it has been built and nothing else was asked for. */
export function preferCompiledEngine(): void {
  const compiled = join(root, 'dist/electron/engine/main.js');
  if (existsSync(compiled)) process.env['WATCHHOUSE_ENGINE'] ??= compiled;
}

/** Starts the real engine on a data folder; resolves when its windows can be opened. */
export async function startEngine({ data = mkdtempSync(join(tmpdir(), 'watchhouse-')), args = [], env = {}, script = process.env['WATCHHOUSE_ENGINE'] ?? join(root, 'electron/engine/main.ts') }: { data?: string; args?: readonly string[]; env?: NodeJS.ProcessEnv; script?: string } = {}): Promise<RunningEngine> {
  const child: ChildProcess = spawn(node24, [script, '--data', data, '--port', '0', ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = await new Promise<{ address: string; setupKey: string | null }>((resolve, reject) => {
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', (line) => {
        output += `${line}\n`;
        if (line.startsWith('{')) resolve(JSON.parse(line) as { address: string; setupKey: string | null });
      });
    child.once('exit', (code) => reject(new Error(`the engine ended with ${String(code)}: ${output}`)));
  });
  return {
    ...ready,
    pid: child.pid ?? 0,
    data,
    output: () => output,
    kill: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended;
    },
  };
}

export function removeData(engine: RunningEngine | null): void {
  if (engine) rmSync(engine.data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** A signed-in window without pictures: calls and pushes over the real channel. */
export type Window = {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** Resolves with the first push that fits, from now on. */
  next<N extends PushName>(name: N, fits: (data: PushData<N>) => boolean, withinMs?: number): Promise<PushData<N>>;
  on<N extends PushName>(name: N, listener: (data: PushData<N>) => void): void;
  readonly cookie: string;
  close(): void;
};

export class CallRefused extends Error {
  readonly kind: string;
  constructor(kind: string, detail: string | undefined) {
    super(`${kind}${detail === undefined ? '' : `: ${detail}`}`);
    this.kind = kind;
  }
}

/** Opens the engine's channel with a session cookie. */
export async function openWindow(address: string, cookie: string): Promise<Window> {
  const url = new URL(http.channel, address);
  url.protocol = 'ws:';
  const socket = new WebSocket(url, { headers: { cookie, origin: new URL(address).origin } });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  const waiting = new Map<number, { resolve: (output: never) => void; reject: (error: Error) => void }>();
  const listeners = new Map<PushName, Set<(data: never) => void>>();
  let lastId = 0;
  socket.on('message', (text: Buffer) => {
    const message = JSON.parse(text.toString()) as EngineMessage;
    if ('push' in message) {
      for (const listener of listeners.get(message.push) ?? []) listener(message.data as never);
      return;
    }
    const caller = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) caller?.resolve(message.output as never);
    else caller?.reject(new CallRefused(message.error.kind, message.error.detail));
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the channel closed'));
    waiting.clear();
  });
  const on: Window['on'] = (name, listener) => {
    const set = listeners.get(name) ?? new Set();
    listeners.set(name, set);
    set.add(listener);
  };
  return {
    cookie,
    on,
    call: (name, input) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { resolve: resolve, reject });
        socket.send(JSON.stringify({ id, call: name, input }));
      }),
    next: (name, fits, withinMs = 60_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no fitting push ${name} within ${withinMs} ms`)), withinMs);
        on(name, (data) => {
          if (!fits(data)) return;
          clearTimeout(timer);
          resolve(data);
        });
      }),
    close: () => socket.close(),
  };
}
