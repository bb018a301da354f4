import type { PushData, PushName } from '../../contract/calls.ts';

export type Push = { [N in PushName]: { readonly name: N; readonly data: PushData<N> } }[PushName];

/** Who hears a push: everybody signed in, except for what only administrators may ask for. */
export function isForAdministrators(name: PushName): boolean {
  return name === 'test' || name === 'log';
}

/** Where the engine's parts put what windows should hear. */
export type PushHub = {
  publish<N extends PushName>(name: N, data: PushData<N>): void;
  subscribe(listener: (push: Push) => void): () => void;
  /** False while nobody listens: what is costly to say need not be said. */
  isHeard(): boolean;
};

export function makePushHub(): PushHub {
  const listeners = new Set<(push: Push) => void>();
  return {
    publish: (name, data) => {
      for (const listener of [...listeners]) listener({ name, data } as Push);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    isHeard: () => listeners.size > 0,
  };
}
