/**
 * What Electron lends to a utility process, as far as it is used here. The types are written down so that the engine
 * depends on no module of Electron: without a host, none of this is there.
 */
export type HostPort = {
  postMessage(message: unknown, transfer?: HostPort[]): void;
  on(event: 'message', listener: (message: HostMessage) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
};

export type HostMessage = { readonly data: unknown; readonly ports: readonly HostPort[] };

/** `process.parentPort` of a utility process. */
export type HostParent = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: HostMessage) => void): unknown;
};

/** The desktop shell that started this process; null when it is a Node program. */
export function hostParent(): HostParent | null {
  return (process as { parentPort?: HostParent }).parentPort ?? null;
}

/** Whether what came with a message is a port, and not a socket. */
export function isHostPort(carried: unknown): carried is HostPort {
  return typeof carried === 'object' && carried !== null && 'postMessage' in carried && 'start' in carried;
}
