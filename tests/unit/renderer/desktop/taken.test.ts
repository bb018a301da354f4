import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTaken } from '../../../../renderer/desktop/taken.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('says at once when 64 KiB have come, and the rest shortly after', () => {
  const said: unknown[] = [];
  const taken = createTaken((note) => said.push(note));
  taken.took(65_535);
  expect(said).toEqual([]);
  taken.took(10);
  expect(said).toEqual([{ taken: 65_545 }]);
  taken.took(5);
  taken.took(6);
  vi.advanceTimersByTime(50);
  expect(said).toEqual([{ taken: 65_545 }, { taken: 11 }]);
  vi.advanceTimersByTime(1000);
  expect(said).toHaveLength(2);
});

it('says nothing more once it was stopped', () => {
  const said: unknown[] = [];
  const taken = createTaken((note) => said.push(note));
  taken.took(5);
  taken.stop();
  vi.advanceTimersByTime(1000);
  expect(said).toEqual([]);
});
