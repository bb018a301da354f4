import { PortNote } from '../../contract/desktop.ts';
import { channelMessageBytes } from '../../contract/http.ts';
import type { HostPort } from '../process/host-port.ts';
import type { Connection } from './connection.ts';

/**
 * A connection over a port of the desktop shell. A port tells nothing of what is still on its way, so the window says how
 * much it has taken; its end comes with that of its page or process.
 */
export function portConnection(port: HostPort): Connection {
  let unread = 0;
  let isOpen = true;
  let tellClosed = (): void => undefined;
  let tellAlive = (): void => undefined;

  const end = (): void => {
    if (!isOpen) return;
    isOpen = false;
    port.close();
    tellClosed();
  };

  return {
    send: (data) => {
      if (!isOpen) return;
      unread += typeof data === 'string' ? Buffer.byteLength(data) : data.byteLength;
      port.postMessage(typeof data === 'string' ? data : tight(data));
    },
    unread: () => unread,
    close: (code) => {
      if (isOpen) port.postMessage({ closed: code } satisfies PortNote);
      end();
    },
    terminate: end,
    // The port's own end says that the window is gone.
    ping: () => tellAlive(),
    listen: ({ message, alive, closed }) => {
      tellClosed = closed ?? tellClosed;
      tellAlive = alive ?? tellAlive;
      port.on('message', ({ data }) => {
        if (typeof data === 'string') {
          message?.(Buffer.byteLength(data) > channelMessageBytes ? null : data);
          return;
        }
        const note = PortNote.safeParse(data);
        if (note.success && 'taken' in note.data) unread = Math.max(0, unread - note.data.taken);
        else message?.(null);
      });
      port.on('close', end);
      port.start();
    },
  };
}

/** The bytes in a buffer of their own: of a view, the clone would hold everything around it too. */
function tight(data: Uint8Array): ArrayBufferLike {
  return data.byteLength === data.buffer.byteLength ? data.buffer : data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
}
