/** The part of Node's `events` that a sandboxed preload gets; its source is sent into the page. */
export function makeEmitter(): new () => object {
  type Listener = (...args: unknown[]) => void;
  return class EventEmitter {
    #listeners = new Map<string, { run: Listener; original: Listener }[]>();
    on(event: string, listener: Listener): this {
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), { run: listener, original: listener }]);
      return this;
    }
    addListener(event: string, listener: Listener): this {
      return this.on(event, listener);
    }
    once(event: string, listener: Listener): this {
      const run: Listener = (...args) => {
        this.off(event, listener);
        listener.apply(this, args);
      };
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), { run, original: listener }]);
      return this;
    }
    off(event: string, listener: Listener): this {
      this.#listeners.set(event, (this.#listeners.get(event) ?? []).filter(({ original }) => original !== listener));
      return this;
    }
    removeListener(event: string, listener: Listener): this {
      return this.off(event, listener);
    }
    removeAllListeners(event?: string): this {
      if (event === undefined) this.#listeners.clear();
      else this.#listeners.delete(event);
      return this;
    }
    emit(event: string, ...args: unknown[]): boolean {
      const found = this.#listeners.get(event) ?? [];
      for (const { run } of found) run.apply(this, args);
      return found.length > 0;
    }
    listenerCount(event: string): number {
      return this.#listeners.get(event)?.length ?? 0;
    }
  };
}
