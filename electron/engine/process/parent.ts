import { Socket } from 'node:net';
import type { Carried } from './launch.ts';
import { endOnUnhandledRejection, hostParent, type HostParent, type HostPort } from './host-port.ts';

/** The engine, seen from a process that it had started. */
export type Parent = {
  /** What is said after the engine has gone is lost. */
  send(message: object): void;
  onMessage(handler: (message: unknown, carried: Carried | null) => void): void;
  /** The engine has gone. */
  onGone(handler: () => void): void;
};

/** The way to the engine for this process: Node's own, or a port that the desktop shell brings with its first message. */
export function connectParent(): Parent {
  const host = hostParent();
  return host === null ? overNode() : overPort(host);
}

function overNode(): Parent {
  return {
    send: (message) => {
      if (process.connected) process.send?.(message, undefined, {}, () => undefined);
    },
    onMessage: (handler) => void process.on('message', (message, carried) => handler(message, carried instanceof Socket ? carried : null)),
    onGone: (handler) => void process.once('disconnect', handler),
  };
}

function overPort(host: HostParent): Parent {
  endOnUnhandledRejection();
  let port: HostPort | null = null;
  let unsent: object[] = [];
  const handlers: { message: Parameters<Parent['onMessage']>[0]; gone: () => void } = { message: () => undefined, gone: () => undefined };
  let unheard: { data: unknown; carried: Carried | null }[] | null = [];
  host.on('message', ({ ports: [first] }) => {
    if (first === undefined || port !== null) return;
    port = first;
    first.on('message', ({ data, ports: [carried = null] }) => {
      if (unheard === null) handlers.message(data, carried);
      else unheard.push({ data, carried });
    });
    first.on('close', () => handlers.gone());
    first.start();
    for (const message of unsent) first.postMessage(message);
    unsent = [];
  });
  return {
    send: (message) => {
      if (port === null) unsent.push(message);
      else port.postMessage(message);
    },
    onMessage: (handler) => {
      handlers.message = handler;
      for (const { data, carried } of unheard ?? []) handler(data, carried);
      unheard = null;
    },
    onGone: (handler) => (handlers.gone = handler),
  };
}
