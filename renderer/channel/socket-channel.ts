import { calls, pushes, type CallInput, type CallName, type CallOutput, type PushData, type PushName } from '../../electron/contract/calls.ts';
import { channelSessionEnded } from '../../electron/contract/http.ts';
import { CallError, type Channel, type ChannelState } from './channel.ts';
import { parseEngineMessage, toCallError } from './engine-message.ts';

/** What of a WebSocket is used here. */
export type SocketLike = Pick<WebSocket, 'send' | 'close' | 'readyState' | 'addEventListener'>;

export type SocketChannelOptions = {
  open: () => SocketLike;
  /** Asked after a connection broke or could not be made; false gives up (nobody is signed in any more). */
  mayReconnect: () => Promise<boolean>;
  waitMs?: (attempt: number) => number;
  /** How long a call waits for an answer or for the connection to come back. */
  patienceMs?: number;
};

type Waiting = { name: CallName; text: string; sent: boolean; settle: (outcome: { output: unknown } | CallError) => void; timer: ReturnType<typeof setTimeout> };

/** Waiting times between attempts: quarter of a second, doubling, at most five seconds, with a fifth of jitter. */
export function reconnectDelayMs(attempt: number, random: () => number = Math.random): number {
  return Math.min(5000, 250 * 2 ** Math.min(attempt, 10)) * (0.9 + 0.2 * random());
}

/** Calls that only read are asked again when the connection broke before the answer came. */
const onlyReads = /\.(list|get|count|status|settings|log)$/;

/** A channel over a WebSocket of JSON text frames, which opens itself again when it breaks. */
export function createSocketChannel(options: SocketChannelOptions): Channel {
  const { open, mayReconnect, waitMs = reconnectDelayMs, patienceMs = 30_000 } = options;
  const waiting = new Map<number, Waiting>();
  const handlers = new Map<PushName, Set<(data: never) => void>>();
  const listeners = new Set<(state: ChannelState) => void>();
  let state: ChannelState = 'connecting';
  let socket: SocketLike | undefined;
  let nextId = 1;
  let attempt = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  const become = (next: ChannelState): void => {
    if (state === next) return;
    state = next;
    for (const listener of [...listeners]) listener(next);
  };

  const settle = (id: number, outcome: { output: unknown } | CallError): void => {
    const call = waiting.get(id);
    if (call === undefined) return;
    waiting.delete(id);
    clearTimeout(call.timer);
    call.settle(outcome);
  };

  const send = (call: Waiting): void => {
    if (socket === undefined || state !== 'open') return;
    call.sent = true;
    socket.send(call.text);
  };

  const receive = (data: unknown): void => {
    const message = typeof data === 'string' ? parseEngineMessage(data) : null;
    if (message === null) return;
    if ('id' in message) {
      settle(message.id, message.ok ? { output: message.output } : toCallError(message.error));
      return;
    }
    const parsed = pushes[message.push].safeParse(message.data);
    if (!parsed.success) return;
    for (const handler of [...(handlers.get(message.push) ?? [])]) handler(parsed.data as never);
  };

  const broken = async (sessionEnded: boolean): Promise<void> => {
    socket = undefined;
    if (state === 'closed') return;
    become(state === 'connecting' ? 'connecting' : 'lost');
    for (const [id, call] of waiting) {
      if (call.sent && !onlyReads.test(call.name)) settle(id, new CallError('connection-lost'));
      else call.sent = false;
    }
    if ((sessionEnded || attempt > 0) && !(await mayReconnect())) {
      close();
      return;
    }
    if (!isClosed()) retryTimer = setTimeout(connect, waitMs(attempt++));
  };

  // A function, so that the compiler does not remember the state from before an await.
  const isClosed = (): boolean => state === 'closed';

  function connect(): void {
    const mine = open();
    socket = mine;
    mine.addEventListener('open', () => {
      if (socket !== mine) return;
      attempt = 0;
      become('open');
      for (const call of waiting.values()) if (!call.sent) send(call);
    });
    mine.addEventListener('message', (event) => {
      if (socket === mine) receive(event.data);
    });
    mine.addEventListener('close', (event) => {
      if (socket === mine) void broken(event.code === channelSessionEnded);
    });
  }

  function close(): void {
    clearTimeout(retryTimer);
    const last = socket;
    socket = undefined;
    become('closed');
    for (const id of [...waiting.keys()]) settle(id, new CallError('connection-lost'));
    last?.close();
  }

  connect();
  return {
    call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
      return new Promise((resolve, reject) => {
        if (state === 'closed') {
          reject(new CallError('connection-lost'));
          return;
        }
        const id = nextId++;
        const call: Waiting = {
          name,
          text: JSON.stringify({ id, call: name, input }),
          sent: false,
          timer: setTimeout(() => settle(id, new CallError('connection-lost')), patienceMs),
          settle: (outcome) => {
            if (outcome instanceof CallError) {
              reject(outcome);
              return;
            }
            const parsed = calls[name].output.safeParse(outcome.output);
            if (parsed.success) resolve(parsed.data as CallOutput<N>);
            else reject(new CallError('not-understood', `${name}: ${parsed.error.message}`));
          },
        };
        waiting.set(id, call);
        send(call);
      });
    },
    on<N extends PushName>(push: N, handler: (data: PushData<N>) => void) {
      const set = handlers.get(push) ?? new Set();
      handlers.set(push, set);
      set.add(handler);
      return () => void set.delete(handler);
    },
    state: () => state,
    onState(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close,
  };
}
