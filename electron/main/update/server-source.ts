import type { PackageSource } from './package-source.ts';
import { UpdateRefusal } from './refusal.ts';

const mostRedirects = 3;

export type Patience = {
  /** Until the server answers, and between two pieces of a file. */
  readonly silenceMs: number;
  /** For a small file as a whole. */
  readonly smallFileMs: number;
};
const usualPatience: Patience = { silenceMs: 10_000, smallFileMs: 30_000 };

/**
 * A package below an address of a server in the house. Redirects are followed on that server only; neither the size that
 * it announces nor its speed is trusted.
 */
export function serverSource(base: URL, patience: Patience = usualPatience): PackageSource {
  const addressOf = (file: string): URL => new URL(encodeURIComponent(file), base);
  return {
    name: base.href,
    read: async (file, atMostBytes, signal) => {
      const inTime = AbortSignal.any([AbortSignal.timeout(patience.smallFileMs), ...(signal === undefined ? [] : [signal])]);
      const body = await get(addressOf(file), inTime, patience, signal);
      if (body === null) return null;
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      for await (const chunk of pieces(body, patience, inTime, signal)) {
        bytes += chunk.length;
        if (bytes > atMostBytes) throw new UpdateRefusal('too-large', `${file} at ${base.href} is larger than ${atMostBytes} bytes`);
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    },
    open: async function* (file, signal) {
      const body = await get(addressOf(file), signal, patience, signal);
      if (body === null) throw new UpdateRefusal('not-found', `${base.href} has no ${file}`);
      yield* pieces(body, patience, signal, signal);
    },
  };
}

/** What went wrong: a person's own cancelling passes through, all else means that the server cannot be read. */
function translate(error: unknown, address: string, cancelled: AbortSignal | undefined): unknown {
  if (error instanceof UpdateRefusal || cancelled?.aborted === true) return error;
  return new UpdateRefusal('unreadable', `${address} cannot be read`, null, error);
}

async function get(start: URL, signal: AbortSignal | undefined, { silenceMs }: Patience, cancelled: AbortSignal | undefined): Promise<ReadableStream<Uint8Array> | null> {
  let address = start;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const impatience = new AbortController();
    const timer = setTimeout(() => impatience.abort(new Error('no answer')), silenceMs);
    let response: Response;
    try {
      response = await fetch(address, { redirect: 'manual', signal: AbortSignal.any([impatience.signal, ...(signal === undefined ? [] : [signal])]), headers: { 'accept-encoding': 'identity' } });
    } catch (error) {
      throw translate(error, address.href, cancelled);
    } finally {
      clearTimeout(timer);
    }
    if (response.status === 200 && response.body !== null) return response.body;
    await response.body?.cancel().catch(() => undefined);
    if (response.status === 404 || response.status === 410) return null;
    const target = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || target === null) throw new UpdateRefusal('unreadable', `${address.href} answers ${response.status}`);
    const next = URL.canParse(target, address) ? new URL(target, address) : null;
    if (next?.origin !== start.origin) throw new UpdateRefusal('unreadable', `${address.href} leads to another server`);
    address = next;
  }
  throw new UpdateRefusal('unreadable', `${start.href} leads in circles`);
}

async function* pieces(body: ReadableStream<Uint8Array>, { silenceMs }: Patience, signal: AbortSignal | undefined, cancelled: AbortSignal | undefined): AsyncIterable<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await nextPiece(reader, silenceMs, signal);
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw translate(error, 'the server', cancelled);
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

async function nextPiece(reader: ReadableStreamDefaultReader<Uint8Array>, silenceMs: number, signal: AbortSignal | undefined): Promise<ReadableStreamReadResult<Uint8Array>> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the server went silent')), silenceMs);
  const stop = (): void => reject(signal?.reason);
  signal?.addEventListener('abort', stop);
  try {
    signal?.throwIfAborted();
    return await Promise.race([reader.read(), promise]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
