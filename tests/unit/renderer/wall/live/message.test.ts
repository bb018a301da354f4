import { describe, expect, it } from 'vitest';
import { readLiveMessage } from '../../../../../renderer/wall/live/message.ts';

function bytes(kind: number, content: Uint8Array): ArrayBuffer {
  const all = new Uint8Array(content.byteLength + 1);
  all[0] = kind;
  all.set(content, 1);
  return all.buffer;
}
const jsonMessage = (kind: number, value: unknown): ArrayBuffer => bytes(kind, new TextEncoder().encode(JSON.stringify(value)));

function packetMessage(key: boolean, at: number, unit: readonly number[]): ArrayBuffer {
  const buffer = new ArrayBuffer(10 + unit.length);
  const all = new Uint8Array(buffer);
  all[0] = 2;
  all[1] = key ? 1 : 0;
  new DataView(buffer).setFloat64(2, at, true);
  all.set(unit, 10);
  return buffer;
}

describe('a live message', () => {
  it('with a packet gives the access unit, its time and whether it is a key frame', () => {
    const message = readLiveMessage(packetMessage(true, 1_790_000_000_123.5, [0, 0, 1, 0x65, 9]));
    expect(message).toEqual({ kind: 'packet', packet: { key: true, at: 1_790_000_000_123.5, data: Uint8Array.of(0, 0, 1, 0x65, 9) } });
  });

  it('with a configuration or an overlay is read by the contract', () => {
    const config = { codec: 'avc1.64001f', width: 1280, height: 720 };
    expect(readLiveMessage(jsonMessage(1, config))).toEqual({ kind: 'config', config });
    const overlay = { at: 5, tracks: [{ id: 1, class: 'person', confidence: 0.9, box: { left: 0, top: 0, width: 1, height: 1 }, alarmed: true }] };
    expect(readLiveMessage(jsonMessage(3, overlay))).toEqual({ kind: 'overlay', overlay });
    expect(readLiveMessage(jsonMessage(4, { skipped: 3 }))).toEqual({ kind: 'state', state: { skipped: 3 } });
  });

  it.each([
    ['is empty', new ArrayBuffer(0)],
    ['has an unknown kind', jsonMessage(9, {})],
    ['ends within the header', packetMessage(true, 1, []).slice(0, 7)],
    ['has a header but no picture', packetMessage(true, 1, [])],
    ['has no time', packetMessage(true, Number.NaN, [1])],
    ['is not JSON', bytes(1, Uint8Array.of(0x7b, 0x7b))],
    ['is not UTF-8', bytes(1, Uint8Array.of(0xff, 0xfe))],
    ['has JSON of another form', jsonMessage(1, { codec: 1 })],
    ['is far too large', jsonMessage(3, { at: 1, tracks: [], padding: 'x'.repeat(600_000) })],
  ])('that %s is left out', (_, buffer) => {
    expect(readLiveMessage(buffer)).toBeNull();
  });

  it('with more tracks than anybody could see keeps the first 300', () => {
    const track = { id: 1, class: 'car', confidence: 1, box: { left: 0, top: 0, width: 0, height: 0 }, alarmed: false };
    const message = readLiveMessage(jsonMessage(3, { at: 1, tracks: Array.from({ length: 400 }, () => track) }));
    expect(message?.kind === 'overlay' && message.overlay.tracks.length).toBe(300);
  });
});
