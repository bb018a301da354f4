import { fork } from 'node:child_process';
import { Socket } from 'node:net';
import { handOver } from './hand-over.ts';
import type { Child, ChildEvents, Launch, LaunchOptions } from './launch.ts';
import { programScript } from './programs.ts';

/** Starts a script as a child process of Node. Its messages may carry sockets. */
export function forkScript(script: URL, { args = [], env, execArgv = [] }: LaunchOptions, events: ChildEvents): Child {
  const forked = fork(script, [...args], { serialization: 'advanced', env, execArgv: [...process.execArgv, ...execArgv], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let ended = false;
  const end = (reason: string): void => {
    if (ended) return;
    ended = true;
    events.onExit(reason);
  };
  const child: Child = {
    get pid() {
      return ended ? null : (forked.pid ?? null);
    },
    send: (message, carried) => {
      if (!forked.connected) return false;
      if (carried instanceof Socket) handOver(forked, message, carried);
      else forked.send(message, () => undefined);
      return true;
    },
    kill: () => void forked.kill('SIGKILL'),
  };
  forked.on('message', (message) => events.onMessage(message));
  forked.once('spawn', () => events.onReady?.());
  forked.once('exit', (code, signal) => end(signal === null ? `exit code ${String(code)}` : `signal ${signal}`));
  forked.on('error', (error) => {
    // Messages that could not be sent come here too: only a process that never was has ended.
    if (forked.pid === undefined) end(error.message);
  });
  return child;
}

export const launchWithNode: Launch = (program, options, events) => forkScript(programScript(program), options, events);
