import { afterEach, expect, it, vi } from 'vitest';
import { Severity } from '../../../../electron/contract/scene.ts';
import { playSound, sounds } from '../../../../renderer/desktop/sounds.ts';

const rhythm = (severity: Severity): string => sounds[severity].map(({ atMs, ms }) => `${atMs}+${ms}`).join();

it('sounds of severities differ by rhythm and last no longer than two seconds', () => {
  expect(new Set(Severity.options.map(rhythm)).size).toBe(3);
  expect(new Set(Severity.options.map((severity) => sounds[severity].length)).size).toBe(3);
  for (const severity of Severity.options) {
    const tones = sounds[severity];
    expect(Math.max(...tones.map(({ atMs, ms }) => atMs + ms))).toBeLessThan(2000);
    for (const [index, { atMs }] of tones.entries()) expect(atMs).toBeGreaterThanOrEqual(index === 0 ? 0 : (tones[index - 1]?.atMs ?? 0) + (tones[index - 1]?.ms ?? 0));
  }
});

afterEach(() => vi.unstubAllGlobals());

it('a sound that comes while another sounds is left out', () => {
  const starts: number[] = [];
  const clock = { currentTime: 100 };
  const param = { setValueAtTime: () => param, linearRampToValueAtTime: () => param };
  vi.stubGlobal('AudioContext', class {
    destination = {};
    state = 'running';
    get currentTime(): number {
      return clock.currentTime;
    }
  });
  vi.stubGlobal('OscillatorNode', class {
    connect = (next: unknown): unknown => next;
    start = (at: number): void => void starts.push(at);
    stop = (): void => undefined;
  });
  vi.stubGlobal('GainNode', class {
    gain = param;
    connect = (next: unknown): unknown => next;
  });
  playSound('yellow');
  clock.currentTime += 0.2;
  playSound('red');
  expect(starts).toHaveLength(sounds.yellow.length);
  clock.currentTime += 1;
  playSound('red');
  expect(starts).toHaveLength(sounds.yellow.length + sounds.red.length);
});
