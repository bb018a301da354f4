import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { FromEngine, Program } from '../../contract/host.ts';
import { programScript } from '../../engine/process/programs.ts';
import { fileURLToPath } from 'node:url';

type Launch = Extract<FromEngine, { type: 'launch' }>;

export type ChildrenEvents = {
  /** The process is there; the port leads to it. */
  onStarted(child: number, pid: number, port: MessagePortMain): void;
  /** @param wasKilled its engine wanted it ended, which is no crash */
  onExit(child: number, program: Program, code: number, wasKilled: boolean): void;
};

/** A child that hangs when its engine has gone is killed after this. */
const graceMs = 6000;

/**
 * The processes that one engine asked for. They are the shell's children, since only it can start utility processes, but
 * they speak with their engine alone; when it is gone they finish their files and end.
 */
export class EngineChildren {
  readonly #events: ChildrenEvents;
  readonly #all = new Map<number, UtilityProcess>();
  readonly #killed = new Set<number>();

  constructor(events: ChildrenEvents) {
    this.#events = events;
  }

  launch({ child, program, args, env, execArgv }: Launch): void {
    const forked = utilityProcess.fork(fileURLToPath(programScript(program)), args, { env, execArgv, stdio: ['ignore', 'ignore', 'inherit'], serviceName: `Watchhouse ${program}` });
    this.#all.set(child, forked);
    forked.once('spawn', () => {
      const { port1, port2 } = new MessageChannelMain();
      forked.postMessage({ type: 'engine' }, [port1]);
      this.#events.onStarted(child, forked.pid ?? 0, port2);
    });
    // V8 gives up, e.g. without memory: the exit follows. Its report holds the process' environment and is not kept.
    forked.on('error', () => undefined);
    forked.once('exit', (code) => {
      this.#all.delete(child);
      this.#events.onExit(child, program, code, this.#killed.delete(child));
    });
  }

  kill(child: number): void {
    if (!this.#all.has(child)) return;
    this.#killed.add(child);
    killNow(this.#all.get(child));
  }

  /** Their engine has gone: their ports are closed, so they end by themselves; those that do not are killed. */
  abandon(): void {
    const left = [...this.#all.values()];
    setTimeout(() => {
      for (const child of left) killNow(child);
    }, graceMs).unref();
  }

  /** Resolves when all have ended. */
  async ended(): Promise<void> {
    await Promise.all([...this.#all.values()].map((child) => new Promise((resolve) => child.once('exit', resolve))));
  }
}

/** `UtilityProcess.kill` asks politely; a process that hangs does not hear it. */
export function killNow(child: UtilityProcess | undefined): void {
  if (child?.pid === undefined) return;
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
