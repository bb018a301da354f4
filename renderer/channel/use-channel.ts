import { createContext, useCallback, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { CallInput, CallName, CallOutput, PushData, PushName } from '../../electron/contract/calls.ts';
import type { Channel, ChannelState } from './channel.ts';

export const ChannelContext = createContext<Channel | null>(null);

/** The channel of the signed-in window. */
export function useChannel(): Channel {
  const channel = useContext(ChannelContext);
  if (channel === null) throw new Error('useChannel outside of a signed-in window');
  return channel;
}

export function useChannelState(): ChannelState {
  const channel = useChannel();
  return useSyncExternalStore(channel.onState, channel.state);
}

/** Runs the handler for each push of that name while the component is there. */
export function usePush<N extends PushName>(push: N, handler: (data: PushData<N>) => void): void {
  const channel = useChannel();
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => channel.on(push, (data) => latest.current(data)), [channel, push]);
}

export type Answer<T> = { value: T | undefined; error: unknown; reload: () => void; set: (value: T) => void };

/** The answer to a call that only reads: asked at first, when its input changes, and again after each reconnect. */
export function useAnswer<N extends CallName>(name: N, input: CallInput<N>): Answer<CallOutput<N>> {
  const channel = useChannel();
  const [value, setValue] = useState<CallOutput<N>>();
  const [error, setError] = useState<unknown>();
  const key = JSON.stringify(input);
  const current = useRef(key);
  const reload = useCallback(() => {
    current.current = key;
    channel.call(name, JSON.parse(key) as CallInput<N>).then(
      (answer) => {
        if (current.current !== key) return;
        setValue(answer);
        setError(undefined);
      },
      (reason: unknown) => {
        if (current.current === key) setError(reason);
      },
    );
  }, [channel, name, key]);
  useEffect(() => {
    reload();
    return channel.onState((state) => {
      if (state === 'open') reload();
    });
  }, [channel, reload]);
  return { value, error, reload, set: setValue };
}
