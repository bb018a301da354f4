import type { ChildProcess, Serializable } from 'node:child_process';
import type { Socket } from 'node:net';

/** What Node holds of a connection under its socket. */
type Handle = { close(): void };
/** Connections are sent one at a time: one is on its way, the others wait for the process to take it. */
type Leaving = { readonly waiting: Set<Socket>; onItsWay: Handle | null };

const leaving = new WeakMap<ChildProcess, Leaving>();

/**
 * Sends a message together with a connection, which then belongs to the other process alone.
 *
 * Node (24) keeps counting a connection that came from one of its servers over all processes, and once a process that
 * was given one has died, `server.close()` never calls back. So the server is made to forget the connection: without
 * `server` it is not tracked across processes, and destroying what is left of it here takes it off the server's count.
 *
 * When a process dies that hangs, Node also forgets the connection on its way and those that wait behind it, and leaves
 * them open. They are closed with the process here: their windows see it and come again.
 */
export function handOver(child: ChildProcess, message: Serializable, socket: Socket): void {
  Object.assign(socket, { server: null });
  const handle = Reflect.get(socket, '_handle') as Handle | null;
  const to = leavingTo(child);
  to.waiting.add(socket);
  child.send(message, socket, {}, () => {
    to.waiting.delete(socket);
    // It was sent, so the process has taken the one before.
    to.onItsWay = handle;
    socket.destroy();
  });
}

function leavingTo(child: ChildProcess): Leaving {
  const known = leaving.get(child);
  if (known !== undefined) return known;
  const one: Leaving = { waiting: new Set(), onItsWay: null };
  leaving.set(child, one);
  child.once('exit', () => {
    for (const socket of one.waiting) socket.destroy();
    one.onItsWay?.close();
  });
  return one;
}
