import type { Socket } from 'node:net';
import type { Program } from '../../contract/host.ts';
import type { HostPort } from './host-port.ts';

/** What can travel with a message and then belongs to the other process alone. */
export type Carried = Socket | HostPort;

export type ChildEvents = {
  /** It is there and takes messages. */
  onReady?(): void;
  onMessage(message: unknown): void;
  /** Once; also when it could not be started. `reason` is `signal NAME`, `exit code N` or what the system said. */
  onExit(reason: string): void;
};

export type LaunchOptions = {
  readonly args?: readonly string[];
  /** The whole environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Options of Node and V8. */
  readonly execArgv?: readonly string[];
};

/** A process of the program beside this one. Messages are structured clones. */
export type Child = {
  /** Null before it is there and after its end. */
  readonly pid: number | null;
  /** False where the process is not there to take it. */
  send(message: object, carried?: Carried): boolean;
  /** Ends it at once, whatever it does. */
  kill(): void;
};

/** Starts one of the program's processes. The engine has one of these: its own, or its host's. */
export type Launch = (program: Program, options: LaunchOptions, events: ChildEvents) => Child;
