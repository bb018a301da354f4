import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { channelMessageBytes } from '../../../../electron/contract/http.ts';
import type { Connection } from '../../../../electron/engine/connection/connection.ts';
import { portConnection } from '../../../../electron/engine/connection/port-connection.ts';
import { heardAt, portPair, type MadeUpPort } from '../../../support/made-up-ports.ts';

let far: MadeUpPort;
let near: MadeUpPort;
let connection: Connection;
const message = vi.fn();
const alive = vi.fn();
const closed = vi.fn();

beforeEach(() => {
  for (const each of [message, alive, closed]) each.mockReset();
  ({ near, far } = portPair());
  connection = portConnection(near);
  connection.listen({ message, alive, closed });
});

describe('a window’s connection over a port', () => {
  it('hears texts, in order', () => {
    far.postMessage('一');
    far.postMessage('two');
    expect(message.mock.calls).toEqual([['一'], ['two']]);
  });
  it('hears what was said before anybody listened', () => {
    const pair = portPair();
    const late = portConnection(pair.near);
    pair.far.postMessage('early');
    late.listen({ message });
    expect(message.mock.calls).toEqual([['early']]);
  });
  it('takes for no text whatever else comes', () => {
    const others = [null, undefined, 5, {}, [], { taken: -1 }, { taken: 1.5 }, { taken: 'x' }, { closed: 1000 }, new ArrayBuffer(2), { text: 'x' }];
    for (const each of others) far.postMessage(each);
    expect(message.mock.calls).toEqual(others.map(() => [null]));
    expect(connection.unread()).toBe(0);
  });
  it('refuses texts that are longer than the other way of coming in would take', () => {
    far.postMessage('a'.repeat(channelMessageBytes));
    far.postMessage('a'.repeat(channelMessageBytes + 1));
    far.postMessage('岗'.repeat(Math.floor(channelMessageBytes / 3)));
    far.postMessage('岗'.repeat(Math.floor(channelMessageBytes / 3) + 1));
    expect(message.mock.calls.map(([text]) => text !== null)).toEqual([true, false, true, false]);
  });
  it('says that the window is alive without asking it', () => {
    connection.ping();
    expect(alive).toHaveBeenCalledOnce();
    expect(near.sent).toEqual([]);
  });
});

describe('what is on its way to a window', () => {
  it('is counted in bytes until the window has taken it', () => {
    connection.send('岗亭');
    connection.send(new Uint8Array(10));
    expect(connection.unread()).toBe(16);
    far.postMessage({ taken: 6 });
    expect(connection.unread()).toBe(10);
    far.postMessage({ taken: 10 });
    expect(connection.unread()).toBe(0);
    expect(message).not.toHaveBeenCalled();
  });
  it('is never less than nothing, whatever a window says', () => {
    connection.send('abc');
    far.postMessage({ taken: Number.MAX_SAFE_INTEGER });
    expect(connection.unread()).toBe(0);
    connection.send('abc');
    expect(connection.unread()).toBe(3);
  });
  it('holds the bytes of a picture and nothing that lies around them', () => {
    const heard = heardAt(far);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(20), fc.nat(20), (bytes, before, after) => {
        const around = new Uint8Array(before + bytes.length + after).fill(0xee);
        around.set(bytes, before);
        connection.send(around.subarray(before, before + bytes.length));
        const data = heard.at(-1)?.data;
        expect(data).toBeInstanceOf(ArrayBuffer);
        expect([...new Uint8Array(data as ArrayBuffer)]).toEqual([...bytes]);
      }),
    );
  });
  it('leaves what was sent with who sent it', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    connection.send(bytes);
    expect([...bytes]).toEqual([1, 2, 3]);
    const pooled = Buffer.from('from the pool');
    connection.send(pooled);
    expect(pooled.toString()).toBe('from the pool');
    expect(new TextDecoder().decode(near.sent.at(-1) as ArrayBuffer)).toBe('from the pool');
  });
});

describe('its end', () => {
  it('is said to the window with the reason, and told here once', () => {
    const heard = heardAt(far);
    connection.close(4401, 'the session has ended');
    expect(heard.map(({ data }) => data)).toEqual([{ closed: 4401 }]);
    expect(far.isClosed).toBe(true);
    connection.close(1000, 'again');
    connection.terminate();
    expect(closed).toHaveBeenCalledOnce();
    expect(near.sent).toHaveLength(1);
  });
  it('comes without a word when it is cut off', () => {
    connection.terminate();
    expect(near.sent).toEqual([]);
    expect(far.isClosed).toBe(true);
    expect(closed).toHaveBeenCalledOnce();
  });
  it('comes with that of the window', () => {
    far.close();
    expect(closed).toHaveBeenCalledOnce();
    connection.send('too late');
    expect(connection.unread()).toBe(0);
    expect(near.sent).toEqual([]);
  });
});
