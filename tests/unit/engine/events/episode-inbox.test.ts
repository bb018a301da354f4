import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EpisodeChange } from '../../../../electron/engine/behavior/episode.ts';
import { EpisodeInbox } from '../../../../electron/engine/events/episode-inbox.ts';

function change(id: string, kind: EpisodeChange['kind'] = 'opened'): EpisodeChange {
  return { kind, episode: { id, ruleId: 'r', behavior: 'intrusion', severity: 'red', startedAt: 0, endedAt: null, objects: [], reasons: [], zone: null, line: null } };
}

const full = (): Error => Object.assign(new Error('the disk is full'), { code: 'SQLITE_FULL' });

afterEach(() => void vi.useRealTimers());

describe('events on their way to the database', () => {
  it('are kept in order until the database takes them again', async () => {
    vi.useFakeTimers();
    const recorded: string[] = [];
    let isFull = true;
    const problems: string[] = [];
    const inbox = new EpisodeInbox({
      record: (_camera, { episode }) => {
        if (isFull) return Promise.reject(full());
        recorded.push(episode.id);
        return Promise.resolve();
      },
      onProblem: (message) => problems.push(message),
    });
    for (const id of ['a', 'b', 'c']) inbox.add('camera', change(id), null);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(recorded).toEqual([]);
    expect(problems).toEqual(['events wait in memory: the disk is full']);
    isFull = false;
    await vi.advanceTimersByTimeAsync(2000);
    expect(recorded).toEqual(['a', 'b', 'c']);
    expect(inbox.waiting).toBe(0);
  });

  it('do not wait for one that cannot be recorded, which is tried again later with its changes in order', async () => {
    vi.useFakeTimers();
    const recorded: string[] = [];
    let isBad = true;
    const problems: string[] = [];
    const inbox = new EpisodeInbox({
      record: (_camera, { kind, episode }) => {
        if (isBad && episode.id === 'bad') return Promise.reject(new Error('something about it'));
        recorded.push(`${episode.id} ${kind}`);
        return Promise.resolve();
      },
      onProblem: (message) => problems.push(message),
    });
    for (const id of ['bad', 'good']) inbox.add('camera', change(id), null);
    for (const id of ['bad', 'good']) inbox.add('camera', change(id, 'closed'), null);
    await vi.advanceTimersByTimeAsync(0);
    expect(recorded).toEqual(['good opened', 'good closed']);
    await vi.advanceTimersByTimeAsync(300_000);
    inbox.add('camera', change('late'), null);
    await vi.advanceTimersByTimeAsync(0);
    expect(recorded.splice(0)).toEqual(['good opened', 'good closed', 'late opened']);
    expect(problems).toEqual(['events wait in memory: something about it']);
    isBad = false;
    await vi.advanceTimersByTimeAsync(62_000);
    expect(recorded).toEqual(['bad opened', 'bad closed']);
    expect(inbox.waiting).toBe(0);
  });

  it('are tried once more at the end, also those that waited after failing', async () => {
    const tried: string[] = [];
    const inbox = new EpisodeInbox({
      record: (_camera, { episode }) => {
        tried.push(episode.id);
        return Promise.reject(new Error('something about it'));
      },
      onProblem: () => undefined,
    });
    inbox.add('camera', change('bad'), null);
    await new Promise((resolve) => setTimeout(resolve, 10));
    await inbox.stop();
    expect(tried).toEqual(['bad', 'bad']);
  });

  it('spare updates first when there are too many, and never more than two thousand', async () => {
    const recorded: EpisodeChange[] = [];
    let isFull = true;
    const inbox = new EpisodeInbox({
      record: (_camera, told) => {
        if (isFull) return Promise.reject(full());
        recorded.push(told);
        return Promise.resolve();
      },
      onProblem: () => undefined,
    });
    for (let i = 0; i < 1500; i++) {
      inbox.add('camera', change(String(i)), null);
      inbox.add('camera', change(String(i), 'updated'), null);
    }
    expect(inbox.waiting).toBe(2000);
    await new Promise((resolve) => setTimeout(resolve, 10));
    isFull = false;
    await inbox.stop();
    expect(recorded.filter(({ kind }) => kind === 'opened')).toHaveLength(1500);
  });
});
