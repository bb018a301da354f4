import type { ChildProcess, Serializable } from 'node:child_process';
import type { Socket } from 'node:net';

/**
 * Sends a message together with a connection, which then belongs to the other process alone.
 *
 * Node (24) keeps counting a connection that came from one of its servers over all processes, and once a process that
 * was given one has died, `server.close()` never calls back. So the server is made to forget the connection: without
 * `server` it is not tracked across processes, and destroying what is left of it here takes it off the server's count.
 */
export function handOver(child: ChildProcess, message: Serializable, socket: Socket): void {
  Object.assign(socket, { server: null });
  child.send(message, socket, {}, () => socket.destroy());
}
