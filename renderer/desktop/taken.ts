import { sayTakenEveryBytes, type PortNote } from '../../electron/contract/desktop.ts';

/** What came lately is said at the latest after this time, when the queue has long been empty. */
const restMs = 50;

/** Counts what has been taken from a port and says so, that the other end goes on sending. */
export type Taken = { readonly took: (bytes: number) => void; readonly stop: () => void };

export function createTaken(say: (note: PortNote) => void): Taken {
  let bytes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    clearTimeout(timer);
    timer = undefined;
    say({ taken: bytes });
    bytes = 0;
  };
  return {
    took: (more) => {
      bytes += more;
      if (bytes >= sayTakenEveryBytes) tell();
      else timer ??= setTimeout(tell, restMs);
    },
    stop: () => clearTimeout(timer),
  };
}
