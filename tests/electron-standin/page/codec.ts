/**
 * Structured clone as JSON, for messages between Node and a page. The function's source is also sent into pages: it
 * may use nothing from outside itself.
 */
export function makeCodec(): Codec {
  type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
  const typedArrays: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView,
  };
  const toBase64 = (bytes: Uint8Array): string => (typeof Buffer === 'undefined' ? (bytes as Uint8Array & { toBase64(): string }).toBase64() : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'));
  const fromBase64 = (text: string): ArrayBuffer => {
    if (typeof Buffer === 'undefined') return (Uint8Array as unknown as { fromBase64(text: string): Uint8Array<ArrayBuffer> }).fromBase64(text).buffer;
    const bytes = Buffer.from(text, 'base64');
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  };
  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };

  const encode = (root: unknown): string => {
    const seen = new Map<object, number>();
    const pack = (value: unknown): Json => {
      if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
      if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
      if (value === undefined) return { $: 'undefined' };
      if (typeof value === 'bigint') return { $: 'bigint', v: String(value) };
      if (typeof value !== 'object') return refuse();
      const known = seen.get(value);
      if (known !== undefined) return { $: 'same', v: known };
      seen.set(value, seen.size);
      return packObject(value);
    };
    const packObject = (value: object): Json => {
      if (Array.isArray(value)) return value.map(pack);
      if (value instanceof Date) return { $: 'date', v: value.getTime() };
      if (value instanceof ArrayBuffer) return { $: 'buffer', v: toBase64(new Uint8Array(value)) };
      if (ArrayBuffer.isView(value)) {
        const name = value.constructor.name;
        return { $: 'view', k: name in typedArrays ? name : 'Uint8Array', v: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
      }
      if (value instanceof Map) return { $: 'map', v: [...value].map(([key, item]) => [pack(key), pack(item)]) };
      if (value instanceof Set) return { $: 'set', v: [...value].map(pack) };
      if (value instanceof RegExp) return { $: 'regexp', v: value.source, k: value.flags };
      if (value instanceof Error) return { $: 'error', k: value.name, v: value.message, s: value.stack ?? '' };
      if (value instanceof Boolean || value instanceof Number || value instanceof String) return pack(value.valueOf());
      if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) return refuse();
      const packed = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pack(item)]));
      return '$' in packed ? { $: 'object', v: packed } : packed;
    };
    return JSON.stringify(pack(root));
  };

  const decode = (text: string): unknown => {
    const seen: unknown[] = [];
    const keep = <T>(value: T): T => {
      seen.push(value);
      return value;
    };
    const fill = (target: Record<string, unknown>, packed: Record<string, Json>): unknown => {
      for (const [key, item] of Object.entries(packed)) Object.defineProperty(target, key, { value: unpack(item), writable: true, enumerable: true, configurable: true });
      return target;
    };
    const unpack = (packed: Json): unknown => {
      if (packed === null || typeof packed !== 'object') return packed;
      if (Array.isArray(packed)) {
        const list: unknown[] = keep([]);
        for (const item of packed) list.push(unpack(item));
        return list;
      }
      return '$' in packed ? unpackTagged(packed as { $: string; v: never; k: string; s: string }) : fill(keep({}), packed);
    };
    const unpackTagged = (packed: { $: string; v: never; k: string; s: string }): unknown => {
      switch (packed.$) {
        case 'undefined':
          return undefined;
        case 'number':
          return Number(packed.v);
        case 'bigint':
          return BigInt(packed.v);
        case 'same':
          return seen[packed.v];
        case 'date':
          return keep(new Date(packed.v));
        case 'buffer':
          return keep(fromBase64(packed.v));
        case 'view':
          return keep(new (typedArrays[packed.k] ?? Uint8Array)(fromBase64(packed.v)));
        case 'map': {
          const map = keep(new Map<unknown, unknown>());
          for (const [key, item] of packed.v as [Json, Json][]) map.set(unpack(key), unpack(item));
          return map;
        }
        case 'set': {
          const set = keep(new Set<unknown>());
          for (const item of packed.v as Json[]) set.add(unpack(item));
          return set;
        }
        case 'regexp':
          return keep(new RegExp(packed.v, packed.k));
        case 'error': {
          const error = keep(new Error(packed.v));
          Object.defineProperties(error, { name: { value: packed.k, configurable: true, writable: true }, stack: { value: packed.s, configurable: true, writable: true } });
          return error;
        }
        default:
          return fill(keep({}), packed.v);
      }
    };
    return unpack(JSON.parse(text) as Json);
  };

  return { encode, decode };
}

export type Codec = { encode(value: unknown): string; decode(text: string): unknown };

/** Node's own copy. */
export const codec = makeCodec();
