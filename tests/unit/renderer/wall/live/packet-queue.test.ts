import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacketQueue } from '../../../../../renderer/wall/live/packet-queue.ts';

const packet = (at: number, key: boolean): { at: number; key: boolean; data: Uint8Array } => ({ at, key, data: Uint8Array.of(1) });
const always = (): boolean => true;

describe('the packet queue', () => {
  it('begins with a key frame and counts what came before it', () => {
    const queue = createPacketQueue();
    queue.push(packet(0, false));
    queue.push(packet(40, false));
    queue.push(packet(80, true));
    expect(queue.take(always)?.at).toBe(80);
    expect(queue.dropped()).toBe(2);
  });

  it('hands out nothing that is not due', () => {
    const queue = createPacketQueue();
    queue.push(packet(100, true));
    expect(queue.take(({ at }) => at < 100)).toBeNull();
    expect(queue.length()).toBe(1);
  });

  it('drops the oldest group of pictures when too much waits, and goes on at the next key frame', () => {
    const queue = createPacketQueue(10);
    for (let index = 0; index < 11; index++) queue.push(packet(index * 40, index % 4 === 0));
    expect(queue.take(always)).toMatchObject({ at: 160, key: true });
    expect(queue.dropped()).toBe(4);
  });

  it('comes back to the present at the newest key frame', () => {
    const queue = createPacketQueue();
    for (const [at, key] of [[0, true], [40, false], [80, true], [120, false], [160, true], [200, false]] as const) queue.push(packet(at, key));
    queue.skipToLastKey();
    expect(queue.take(always)?.at).toBe(160);
    expect(queue.dropped()).toBe(4);
    queue.skipToLastKey();
    expect(queue.take(always)?.at).toBe(200);
  });

  it('waits for the next key frame after an error', () => {
    const queue = createPacketQueue();
    for (const [at, key] of [[0, true], [40, false], [80, true], [120, false]] as const) queue.push(packet(at, key));
    queue.take(always);
    queue.waitForKey();
    expect(queue.take(always)?.at).toBe(80);
    queue.waitForKey();
    queue.push(packet(160, false));
    expect(queue.take(always)).toBeNull();
  });

  it('never grows beyond its bound and never hands out a picture whose predecessor in the group was dropped', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ key: fc.boolean(), take: fc.boolean(), fail: fc.boolean() }), { maxLength: 200 }), (steps) => {
        const queue = createPacketQueue(16);
        const sent = new Map<number, boolean>();
        let before: number | null = null;
        steps.forEach(({ key, take, fail }, index) => {
          queue.push(packet(index, key));
          sent.set(index, key);
          if (fail) {
            queue.waitForKey();
            before = null;
          }
          if (take) {
            const taken = queue.take(always);
            if (taken !== null) {
              expect(taken.key || taken.at - 1 === before).toBe(true);
              before = taken.at;
            }
          }
          expect(queue.length()).toBeLessThanOrEqual(16);
        });
      }),
    );
  });
});
