import { describe, expect, it, vi } from 'vitest';
import { loadPart, PartMissing, type PageHands } from '../../../../renderer/ui/load-part.ts';

function hands({ answers = true, now = 1_000_000 } = {}): PageHands & { reload: ReturnType<typeof vi.fn<() => void>> } {
  const kept = new Map<string, string>();
  return {
    engineAnswers: () => Promise.resolve(answers),
    reload: vi.fn<() => void>(),
    memory: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
    now: () => now,
  };
}

const gone = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

describe('a part of the program that is gone', () => {
  it('makes the page load itself again, once', async () => {
    const page = hands();
    void loadPart(gone, page);
    await vi.waitFor(() => expect(page.reload).toHaveBeenCalledTimes(1));
    await expect(loadPart(gone, page)).rejects.toThrow(PartMissing);
    expect(page.reload).toHaveBeenCalledTimes(1);
  });

  it('does not take the page away while the engine is away too', async () => {
    const page = hands({ answers: false });
    await expect(loadPart(gone, page)).rejects.toThrow(PartMissing);
    expect(page.reload).not.toHaveBeenCalled();
  });

  it('is nobody’s business when it is there', async () => {
    const page = hands();
    expect(await loadPart(() => Promise.resolve('a screen'), page)).toBe('a screen');
    expect(page.reload).not.toHaveBeenCalled();
  });
});
