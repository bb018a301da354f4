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

/**
 * Electron only warns of a rejection that nobody handles, and the process would go on half dead; here as in Node it ends,
 * and whoever supervises it starts it again.
 */
export function endOnUnhandledRejection(): void {
  process.on('unhandledRejection', (reason) => {
    throw reason;
  });
}

/** Whether what came with a message is a port, and not a socket. */
export function isHostPort(carried: unknown): carried is HostPort {
  return typeof carried === 'object' && carried !== null && 'postMessage' in carried && 'start' in carried;
}
