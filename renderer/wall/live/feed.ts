import type { LiveStream } from '../../../electron/contract/live.ts';
import { reconnectDelayMs } from './backoff.ts';
import { type LiveMessage, readLiveMessage } from './message.ts';
import { listen, type LiveSource } from './source.ts';

/** No message at all for this long: the connection is dead whatever the socket says. */
const silentMs = 15_000;

export type FeedOptions = {
  readonly streams: readonly LiveStream[];
  readonly ask: (stream: LiveStream) => Promise<LiveSource>;
  readonly onMessage: (message: LiveMessage, now: number) => void;
  /** A connection begins: everything decoded before belongs to another one. */
  readonly onConnecting: () => void;
};

/** One tile's connection: asks for a source, listens, comes back by itself with back-off, can change to the next stream. */
export type Feed = {
  readonly stream: () => LiveStream;
  /** Wall-clock time of the next attempt while waiting for it. */
  readonly retryAt: () => number | null;
  /** Goes on to the next stream of the list, after one that cannot be played here. @returns false when there is none. */
  readonly nextStream: () => boolean;
  readonly stop: () => void;
};

export function startFeed({ streams, ask, onMessage, onConnecting }: FeedOptions): Feed {
  let index = 0;
  let attempt = 0;
  let stopped = false;
  let retryAt: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let hangUp: (() => void) | null = null;
  let connection = 0;

  const stream = (): LiveStream => streams[index] ?? 'main';

  const disconnect = (): void => {
    connection++;
    clearTimeout(timer);
    clearTimeout(silence);
    hangUp?.();
    hangUp = null;
  };

  const retry = (): void => {
    disconnect();
    if (stopped) return;
    const delayMs = reconnectDelayMs(attempt++);
    retryAt = Date.now() + delayMs;
    timer = setTimeout(() => void connect(), delayMs);
  };

  const watchSilence = (): void => {
    clearTimeout(silence);
    silence = setTimeout(retry, silentMs);
  };

  const connect = async (): Promise<void> => {
    disconnect();
    const mine = connection;
    retryAt = null;
    onConnecting();
    watchSilence();
    let source: LiveSource;
    try {
      source = await ask(stream());
    } catch {
      if (mine === connection) retry();
      return;
    }
    if (mine !== connection) {
      if (source.kind === 'port') source.port.close();
      return;
    }
    hangUp = listen(source, {
      open: watchSilence,
      message: (data) => {
        watchSilence();
        const message = readLiveMessage(data);
        if (message === null) return;
        if (message.kind === 'packet') attempt = 0;
        onMessage(message, performance.now());
      },
      closed: retry,
    });
  };

  void connect();
  return {
    stream,
    retryAt: () => retryAt,
    nextStream: () => {
      if (index + 1 >= streams.length) return false;
      index++;
      attempt = 0;
      void connect();
      return true;
    },
    stop: () => {
      stopped = true;
      disconnect();
    },
  };
}
