import type { EngineAsk, FromEngine, ToEngine } from '../../contract/host.ts';
import type { PushHub } from '../api/push-hub.ts';
import type { Keyring } from '../accounts/key-file.ts';
import { makeHostLauncher } from '../process/launch-host.ts';
import type { HostParent, HostPort } from '../process/host-port.ts';
import type { Launch } from '../process/launch.ts';

type Start = Extract<ToEngine, { type: 'start' }>;
type Opening = Extract<ToEngine, { type: 'channel' | 'live' }>;

/** What a running engine does for its host. */
export type HostDuties = {
  /** Takes over a window's port, or closes it. */
  open(opening: Opening, port: HostPort): void;
  ask(ask: EngineAsk): Promise<unknown>;
};

/** The desktop shell, seen from the engine that runs as its utility process. */
export type Host = {
  tell(message: FromEngine): void;
  readonly launch: Launch;
  readonly keyring: Keyring;
  /** What the shell wants started; it comes first. */
  readonly start: Promise<Start>;
  /** The shell wants the engine to end; called at once when it has said so before. */
  onStop(stop: () => void): void;
  serve(duties: HostDuties): void;
};

const wrapWithinMs = 60_000;

/** Speaks to the host behind `parent`. */
export function makeHost(parent: HostParent): Host {
  const tell = (message: FromEngine): void => parent.postMessage(message);
  const launcher = makeHostLauncher(tell);
  const started = Promise.withResolvers<Start>();
  const wrapping = new Map<number, (bytes: Uint8Array | null) => void>();
  let lastAsk = 0;
  let stop: (() => void) | null = null;
  let isToStop = false;
  let duties: HostDuties | null = null;

  const wrap = (how: 'wrap' | 'unwrap') => (bytes: Uint8Array): Promise<Uint8Array | null> => {
    const ask = ++lastAsk;
    const answer = Promise.withResolvers<Uint8Array | null>();
    // A keyring may ask its user; one that never answers must not hold the engine for ever.
    const timer = setTimeout(() => answer.resolve(null), wrapWithinMs);
    wrapping.set(ask, (answered) => {
      clearTimeout(timer);
      answer.resolve(answered);
    });
    tell({ type: 'wrap', ask, how, bytes: Uint8Array.from(bytes) });
    return answer.promise;
  };

  const answer = async ({ ask, ...asked }: Extract<ToEngine, { type: 'ask' }>): Promise<void> => {
    let output: unknown = null;
    try {
      output = (await duties?.ask(asked)) ?? null;
    } catch {
      // Null says that it could not be done.
    }
    tell({ type: 'answer', ask, output });
  };

  const hear = (message: ToEngine, port: HostPort | undefined): void => {
    switch (message.type) {
      case 'start':
        started.resolve(message);
        return;
      case 'child':
        if (port) launcher.started(message.child, message.pid, port);
        return;
      case 'child-exit':
        launcher.exited(message.child, message.code);
        return;
      case 'channel':
      case 'live':
        if (port && duties) duties.open(message, port);
        else port?.close();
        return;
      case 'ask':
        void answer(message);
        return;
      case 'wrapped':
        wrapping.get(message.ask)?.(message.bytes);
        wrapping.delete(message.ask);
        return;
      case 'stop':
        isToStop = true;
        stop?.();
    }
  };
  parent.on('message', ({ data, ports: [port] }) => hear(data as ToEngine, port));

  return {
    tell,
    launch: launcher.launch,
    keyring: { wrap: wrap('wrap'), unwrap: wrap('unwrap') },
    start: started.promise,
    onStop: (wanted) => {
      stop = wanted;
      if (isToStop) wanted();
    },
    serve: (wanted) => (duties = wanted),
  };
}

/** Passes on what the shell shows by itself: events for its notices, the station's state for its tray. */
export function tellPushes(host: Host, hub: PushHub): () => void {
  return hub.subscribe(({ name, data }) => {
    if (name === 'event' || name === 'station') host.tell({ type: 'push', push: name, data });
  });
}
