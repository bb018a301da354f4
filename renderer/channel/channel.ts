import type { CallErrorKind, CallInput, CallName, CallOutput, PushData, PushName } from '../../electron/contract/calls.ts';

/** `connecting` until the first time it is open; `lost` while it tries again; `closed` once somebody closed it. */
export type ChannelState = 'connecting' | 'open' | 'lost' | 'closed';

/** The way to the engine, whatever carries it. */
export type Channel = {
  /** Rejects with `CallError`. Calls made while the connection is lost wait for it for a while. */
  call: <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;
  /** Calls the handler with each push of that name until the returned function is called; survives reconnects. */
  on: <N extends PushName>(push: N, handler: (data: PushData<N>) => void) => () => void;
  state: () => ChannelState;
  /** Calls the listener after each change of `state`. */
  onState: (listener: (state: ChannelState) => void) => () => void;
  close: () => void;
};

/** Kinds of failed calls: what the engine answers, and what can happen on the way to it. */
export type CallFailure = CallErrorKind | 'connection-lost' | 'not-understood';

export class CallError extends Error {
  readonly kind: CallFailure;
  readonly retryAfterMs: number | undefined;
  constructor(kind: CallFailure, detail?: string, retryAfterMs?: number) {
    super(detail === undefined ? kind : `${kind}: ${detail}`);
    this.name = 'CallError';
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}
