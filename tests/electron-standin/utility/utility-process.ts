import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';
import { eventWith } from '../events.ts';
import { cloned, detachAll } from '../ports/message-port-main.ts';
import { nodeExecutable } from '../start/node-executable.ts';
import { strictClass } from '../strict.ts';
import type { FromUtility, ToUtility } from './messages.ts';
import { ProcessPorts } from './process-ports.ts';

const bootScript = join(import.meta.dirname, 'child-main.ts');

/** Utility processes that run; `app` ends them with itself. */
export const utilities = new Set<UtilityProcess>();

/** Tells `app` of a utility process that ended with an error. */
export const utilityGone = new EventEmitter<{ gone: [details: Electron.Details] }>();

type Stdio = Array<'pipe' | 'ignore' | 'inherit'>;

function stdioOf(wanted: Electron.ForkOptions['stdio']): Stdio {
  const [input, output, errors] = typeof wanted === 'string' ? Array.from({ length: 3 }, () => wanted as Stdio[number]) : (wanted ?? ['ignore', 'inherit', 'inherit']);
  if (typeof wanted !== 'string' && input !== undefined && input !== 'ignore') throw new Error('stdin value other than ignore is not supported.');
  return ['ignore', output ?? 'inherit', errors ?? 'inherit'];
}

export class UtilityProcess extends EventEmitter implements Pick<Electron.UtilityProcess, 'kill' | 'postMessage' | 'pid' | 'stdout' | 'stderr'> {
  pid: number | undefined = undefined;
  readonly stdout: NodeJS.ReadableStream | null;
  readonly stderr: NodeJS.ReadableStream | null;
  readonly #child: ChildProcess;
  /** What the metrics call it. */
  readonly serviceName: string;
  readonly #ports: ProcessPorts;

  static fork(modulePath: string, args: string[] | Electron.ForkOptions = [], options: Electron.ForkOptions = {}): UtilityProcess {
    return Array.isArray(args) ? new UtilityProcess(modulePath, args, options) : new UtilityProcess(modulePath, [], args);
  }

  constructor(modulePath: string, args: readonly string[], options: Electron.ForkOptions) {
    super();
    const { execArgv = [], serviceName = 'Node Utility Process' } = options;
    this.serviceName = serviceName;
    this.#child = spawn(nodeExecutable, ['--no-warnings', '--enable-source-maps', ...execArgv, bootScript, modulePath, ...args], {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { ...(options.env ?? process.env), WATCHHOUSE_STANDIN_EXECUTABLE: process.execPath },
      serialization: 'advanced',
      stdio: [...stdioOf(options.stdio), 'ipc'],
    });
    this.stdout = this.#child.stdout;
    this.stderr = this.#child.stderr;
    this.#ports = new ProcessPorts((message) => this.#send(message));
    utilities.add(this);
    this.#child.once('spawn', () => {
      this.pid = this.#child.pid;
      this.emit('spawn');
    });
    this.#child.on('message', (message: FromUtility) => {
      if (message.kind === 'message') this.emit('message', message.data);
      else this.#ports.handle(message);
    });
    this.#child.once('exit', (code, signal) => this.#exited(code ?? constants.signals[signal ?? 'SIGKILL'], signal, serviceName));
  }

  postMessage(message: unknown, transfer: readonly Electron.MessagePortMain[] = []): void {
    const data = cloned(message);
    this.#ports.sendWith(detachAll(transfer), (ports) => ({ kind: 'message', data, ports }));
  }

  kill(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null && this.#child.kill('SIGTERM');
  }

  #send(message: ToUtility): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #exited(exitCode: number, signal: NodeJS.Signals | null, serviceName: string): void {
    utilities.delete(this);
    this.pid = undefined;
    this.#ports.closeAll();
    this.emit('exit', exitCode);
    if (exitCode === 0) return;
    const reason = signal === null ? 'abnormal-exit' : signal === 'SIGKILL' || signal === 'SIGTERM' ? 'killed' : 'crashed';
    utilityGone.emit('gone', { type: 'Utility', reason, exitCode, serviceName: 'node.mojom.NodeService', name: serviceName });
  }
}

/** The event that `app` emits for it. */
export function goneEvent(): Electron.Event {
  return eventWith({});
}

strictClass('UtilityProcess', UtilityProcess);
