import type { FromEngine } from '../../contract/host.ts';
import type { HostPort } from './host-port.ts';
import { isHostPort } from './host-port.ts';
import type { Child, ChildEvents, Launch } from './launch.ts';

type Launched = { port: HostPort | null; pid: number | null; ended: boolean; killed: boolean; readonly unsent: { message: object; carried: HostPort[] }[]; readonly events: ChildEvents };

/** Children that the desktop shell starts for the engine; `started` and `exited` are to be told what it says of them. */
export type HostLauncher = {
  readonly launch: Launch;
  started(number: number, pid: number, port: HostPort): void;
  exited(number: number, code: number): void;
};

/** @param tell says something to the shell */
export function makeHostLauncher(tell: (message: FromEngine) => void): HostLauncher {
  const all = new Map<number, Launched>();
  let last = 0;

  const killNow = (pid: number): void => {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It is gone already; its exit is on the way.
    }
  };

  const launch: Launch = (program, { args = [], env, execArgv = [] }, events) => {
    const number = ++last;
    const child: Child = {
      get pid() {
        return launched.ended ? null : launched.pid;
      },
      send: (message, carried) => {
        if (launched.ended) return false;
        const ports = isHostPort(carried) ? [carried] : [];
        if (launched.port === null) launched.unsent.push({ message, carried: ports });
        else launched.port.postMessage(message, ports);
        return true;
      },
      kill: () => {
        if (launched.ended) return;
        launched.killed = true;
        if (launched.pid !== null) killNow(launched.pid);
      },
    };
    const launched: Launched = { port: null, pid: null, ended: false, killed: false, unsent: [], events };
    all.set(number, launched);
    const named = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
    tell({ type: 'launch', child: number, program, args: [...args], env: Object.fromEntries(named), execArgv: [...execArgv] });
    return child;
  };

  return {
    launch,
    started: (number, pid, port) => {
      const launched = all.get(number);
      if (launched === undefined) {
        port.close();
        return;
      }
      launched.port = port;
      launched.pid = pid;
      port.on('message', ({ data }) => launched.events.onMessage(data));
      port.start();
      if (launched.killed) killNow(pid);
      for (const { message, carried } of launched.unsent.splice(0)) port.postMessage(message, carried);
      launched.events.onReady?.();
    },
    exited: (number, code) => {
      const launched = all.get(number);
      if (launched === undefined) return;
      all.delete(number);
      launched.ended = true;
      for (const { carried } of launched.unsent) for (const port of carried) port.close();
      launched.port?.close();
      launched.events.onExit(launched.killed ? 'signal SIGKILL' : `exit code ${code}`);
    },
  };
}
