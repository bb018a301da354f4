import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Part } from '../../../electron/engine/parts.ts';
import { stopParts } from '../../../electron/engine/stop-parts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function part(name: string, stop: () => Promise<void>): Part {
  return { name, start: () => Promise.resolve(), stop };
}

const never = (): Promise<void> => new Promise(() => undefined);

test('the last part to start is the first to stop, and one that fails keeps no other from it', async () => {
  const order: string[] = [];
  const lines: string[] = [];
  const stopped = (name: string) => part(name, () => Promise.resolve(void order.push(name)));
  const broken = part('broken', () => Promise.reject(new Error('no')));
  expect(await stopParts([stopped('first'), broken, stopped('last')], (line) => lines.push(line))).toBe(true);
  expect(order).toEqual(['last', 'first']);
  expect(lines).toEqual(['broken did not stop: no']);
});

test('parts that hang are left behind, all together within ten seconds, and the others still stop', async () => {
  const lines: string[] = [];
  let stopped = 0;
  const good = part('good', () => {
    stopped++;
    return Promise.resolve();
  });
  const startedAt = performance.now();
  const done = stopParts([good, part('a', never), part('b', never), part('c', never), good], (line) => lines.push(line));
  await vi.runAllTimersAsync();
  expect(await done).toBe(false);
  expect(performance.now() - startedAt).toBeLessThanOrEqual(10_000);
  expect(stopped).toBe(2);
  expect(lines).toHaveLength(3);
});
