import type { WebSocket } from 'ws';
import type { Connection } from './connection.ts';

/** A connection over a WebSocket. */
export function socketConnection(socket: WebSocket): Connection {
  return {
    send: (data) => socket.send(data),
    unread: () => socket.bufferedAmount,
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
    ping: () => socket.ping(),
    listen: ({ message, alive, closed }) => {
      socket.on('error', () => socket.terminate());
      if (message) socket.on('message', (data: Buffer, isBinary) => message(isBinary ? null : data.toString('utf8')));
      if (alive) socket.on('pong', alive);
      if (closed) socket.on('close', closed);
    },
  };
}
