/**
 * Carries values between the two JavaScript worlds of a page as contextBridge does: data is copied, functions are called
 * in the world they come from, promises settle across. Both worlds run this source; it uses nothing from outside itself.
 */
export function makeBridge(eventName: string, side: 'isolated' | 'main', onExpose: (key: string, value: unknown) => void): Bridge {
  type Packed = { $f: string } | { $p: string } | { $e: string; name: string } | Packed[] | { [key: string]: Packed } | string | number | boolean | null | undefined | object;
  type Message =
    | { t: 'expose'; key: string; value: Packed }
    | { t: 'call'; fn: string; call: string; args: Packed }
    | { t: 'return'; call: string; ok: boolean; value: Packed }
    | { t: 'settle'; promise: string; ok: boolean; value: Packed };
  const outgoing = eventName + (side === 'isolated' ? 'm' : 'i');
  const incoming = eventName + (side === 'isolated' ? 'i' : 'm');
  const functions = new Map<string, (...args: unknown[]) => unknown>();
  const functionNames = new WeakMap<object, string>();
  const proxies = new Map<string, unknown>();
  const promises = new Map<string, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const returns = new Map<string, (message: Message & { t: 'return' }) => void>();
  const Event = CustomEvent;
  const dispatch = EventTarget.prototype.dispatchEvent.bind(window);
  let last = 0;
  const name = (): string => `${side}${++last}`;
  const send = (message: Message): void => void dispatch(new Event(outgoing, { detail: message }));
  const isPlain = (value: object): boolean => {
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === null || prototype === Object.prototype || (Object.getPrototypeOf(prototype) as unknown) === null || !/\[native code\]/.test(Function.prototype.toString.call(value.constructor));
  };
  const failure = (error: unknown): Packed => ({ $e: error instanceof Error ? error.message : String(error), name: 'Error' });

  const pack = (value: unknown, depth = 0): Packed => {
    if (depth > 1000) throw new Error('Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.');
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.');
    if (typeof value === 'function') {
      const known = functionNames.get(value);
      if (known !== undefined) return { $f: known };
      const fn = name();
      functionNames.set(value, fn);
      functions.set(fn, value as () => unknown);
      return { $f: fn };
    }
    if (typeof value !== 'object' || value === null) return value as Packed;
    if (value instanceof Promise) {
      const promise = name();
      value.then(
        (result) => send({ t: 'settle', promise, ok: true, value: pack(result) }),
        (error: unknown) => send({ t: 'settle', promise, ok: false, value: failure(error) }),
      );
      return { $p: promise };
    }
    if (value instanceof Error) return failure(value);
    if (Array.isArray(value)) return value.map((item) => pack(item, depth + 1));
    if (value instanceof Map || value instanceof Set || !isPlain(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pack(item, depth + 1)]));
  };

  const call = (fn: string, args: unknown[]): unknown => {
    const id = name();
    let answer: (Message & { t: 'return' }) | undefined;
    returns.set(id, (message) => (answer = message));
    send({ t: 'call', fn, call: id, args: pack(args) });
    returns.delete(id);
    const settled = answer as (Message & { t: 'return' }) | undefined;
    if (!settled) throw new Error('An object could not be cloned.');
    if (!settled.ok) throw unpack(settled.value) as Error;
    return unpack(settled.value);
  };

  const unpack = (value: Packed): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(unpack);
    if (!isPlain(value)) return value;
    if ('$e' in value) return new Error((value as { $e: string }).$e);
    if ('$f' in value) {
      const fn = (value as { $f: string }).$f;
      const proxy = proxies.get(fn) ?? ((...args: unknown[]) => call(fn, args));
      proxies.set(fn, proxy);
      return proxy;
    }
    if ('$p' in value) return new Promise((resolve, reject) => promises.set((value as { $p: string }).$p, { resolve, reject }));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpack(item as Packed)]));
  };

  const answerCall = (message: Message & { t: 'call' }): void => {
    let answer: Message;
    try {
      answer = { t: 'return', call: message.call, ok: true, value: pack(functions.get(message.fn)?.(...(unpack(message.args) as unknown[]))) };
    } catch (error) {
      answer = { t: 'return', call: message.call, ok: false, value: failure(error) };
    }
    send(answer);
  };

  window.addEventListener(
    incoming,
    (event) => {
      event.stopImmediatePropagation();
      const message = (event as CustomEvent<Message>).detail;
      if (message.t === 'expose') onExpose(message.key, unpack(message.value));
      else if (message.t === 'call') answerCall(message);
      else if (message.t === 'return') returns.get(message.call)?.(message);
      else {
        const waiting = promises.get(message.promise);
        promises.delete(message.promise);
        if (message.ok) waiting?.resolve(unpack(message.value));
        else waiting?.reject(unpack(message.value) as Error);
      }
    },
    true,
  );

  return { expose: (key, value) => send({ t: 'expose', key, value: pack(value) }) };
}

export type Bridge = { expose(key: string, value: unknown): void };
