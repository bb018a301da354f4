import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventDetail } from '../../../../electron/contract/event.ts';
import { ClipRunner, type Recorded } from '../../../../electron/engine/events/clip-runner.ts';
import type { ClipOutcome } from '../../../../electron/engine/events/clip-jobs.ts';
import type { ClipResult } from '../../../../electron/engine/media/clips/clip-job.ts';

const event = { id: 'event', cameraId: 'camera', startedAt: 5000 } as EventDetail;

beforeEach(() => void vi.useFakeTimers({ now: 20_000 }));
afterEach(() => vi.useRealTimers());

/** Runs the clock with a recording that is on disk up to a growing moment; gives what was settled, and when. */
async function settled(recorded: (now: number) => Recorded, results: ClipResult[], forMs: number, lines: string[] = [], repairedAt = 0): Promise<{ outcome: ClipOutcome; at: number }[]> {
  let dueAt = 0;
  const outcomes: { outcome: ClipOutcome; at: number }[] = [];
  const runner = new ClipRunner({
    due: (now) => Promise.resolve(now >= dueAt && outcomes.length === 0 ? [{ event, from: 0, to: 20_000, file: '/clip.mp4' }] : []),
    postpone: (_id, untilAt) => {
      dueAt = untilAt;
      return Promise.resolve();
    },
    settle: (_id, outcome) => {
      outcomes.push({ outcome, at: Date.now() });
      return Promise.resolve();
    },
    recorded: () => Promise.resolve(recorded(Date.now())),
    cut: () => Promise.resolve(results.shift() ?? { state: 'none' }),
    isIndexRepaired: () => Date.now() >= repairedAt,
    log: (_level, message) => lines.push(message),
  });
  runner.start();
  await vi.advanceTimersByTimeAsync(forMs);
  await runner.stop();
  return outcomes;
}

const ready: ClipResult = { state: 'ready', startedAt: 0, durationMs: 20_000, bytes: 1 };

describe('the clip of an event', () => {
  it('is cut once the recording has reached its end', async () => {
    const [clip] = await settled((now) => ({ paths: ['/a.mp4'], until: now - 3000 }), [ready], 30_000);
    expect(clip?.outcome).toEqual({ clip: 'ready', startedAt: 0, durationMs: 20_000 });
    expect(clip?.at).toBeGreaterThanOrEqual(23_000);
    expect(clip?.at).toBeLessThan(30_000);
  });

  it('is cut from what there is when the camera was lost, and is none when nothing was recorded', async () => {
    const [lost] = await settled(() => ({ paths: ['/a.mp4'], until: 9000 }), [ready], 60_000);
    expect(lost?.outcome.clip).toBe('ready');
    const [nothing] = await settled(() => ({ paths: [], until: null }), [ready], 60_000);
    expect(nothing?.outcome).toEqual({ clip: 'none' });
  });

  it('that is overdue at a start waits until the recordings of earlier runs are in the index', async () => {
    vi.setSystemTime(200_000);
    const repairedAt = 260_000;
    const [found] = await settled((now) => (now < repairedAt ? { paths: [], until: null } : { paths: ['/a.mp4'], until: 30_000 }), [ready], 90_000, [], repairedAt);
    expect(found?.outcome.clip).toBe('ready');
    vi.setSystemTime(200_000);
    const [partial] = await settled((now) => ({ paths: ['/a.mp4'], until: now < repairedAt ? 9000 : 30_000 }), [ready], 90_000, [], repairedAt);
    expect(partial?.at).toBeGreaterThanOrEqual(repairedAt);
    vi.setSystemTime(200_000);
    const [nothing] = await settled(() => ({ paths: [], until: null }), [], 90_000, [], repairedAt);
    expect(nothing?.at).toBeGreaterThanOrEqual(repairedAt);
  });

  it('is not given up for a gap or a damaged file that the repair of the index may still mend', async () => {
    const bad: ClipResult = { state: 'failed', problem: 'damaged', detail: '' };
    const whole = { paths: ['/a.mp4'], until: 30_000 };
    const [cut] = await settled(() => whole, [bad, { state: 'none' }, bad, bad, ready], 120_000, [], 80_000);
    expect(cut?.outcome.clip).toBe('ready');
  });

  it('is tried three times before it is called failed', async () => {
    const bad: ClipResult = { state: 'failed', problem: 'damaged', detail: '' };
    const [failed] = await settled(() => ({ paths: ['/a.mp4'], until: 30_000 }), [bad, bad, bad, ready], 90_000);
    expect(failed?.outcome).toEqual({ clip: 'failed' });
    const [late] = await settled(() => ({ paths: ['/a.mp4'], until: 30_000 }), [bad, bad, ready], 90_000);
    expect(late?.outcome.clip).toBe('ready');
  });

  it('is none with a reason in the log, told apart by what was missing', async () => {
    const lines: string[] = [];
    await settled(() => ({ paths: [], until: null }), [], 60_000, lines);
    await settled(() => ({ paths: ['/a.mp4'], until: 30_000 }), [{ state: 'none' }], 60_000, lines);
    expect(lines).toEqual(['event event has no clip: nothing was recorded then', 'event event has no clip: the recording has a gap there']);
  });

  it('waits for room on a full disk as long as it takes', async () => {
    const full: ClipResult = { state: 'failed', problem: 'disk-full', detail: '' };
    const [cut] = await settled(() => ({ paths: ['/a.mp4'], until: 30_000 }), [full, full, full, full, full, full, ready], 600_000);
    expect(cut?.outcome.clip).toBe('ready');
  });

  it('of four at most are cut at a time, each once', async () => {
    const cutting: string[] = [];
    const jobs = Array.from({ length: 9 }, (_, index) => ({ event: { ...event, id: String(index) }, from: 0, to: 10_000, file: '' }));
    const open = new Set(jobs.map((job) => job.event.id));
    let mostAtOnce = 0;
    let running = 0;
    const runner = new ClipRunner({
      due: (_now, limit) => Promise.resolve(jobs.filter((job) => open.has(job.event.id)).slice(0, limit)),
      postpone: () => Promise.resolve(),
      settle: (id) => {
        open.delete(id);
        return Promise.resolve();
      },
      recorded: () => Promise.resolve({ paths: ['/a.mp4'], until: 30_000 }),
      cut: async (cut) => {
        cutting.push((cut.event as EventDetail).id);
        mostAtOnce = Math.max(mostAtOnce, ++running);
        await new Promise((resolve) => setTimeout(resolve, 2500));
        running--;
        return ready;
      },
      isIndexRepaired: () => true,
      log: () => undefined,
    });
    runner.start();
    await vi.advanceTimersByTimeAsync(60_000);
    await runner.stop();
    expect(mostAtOnce).toBe(4);
    expect(cutting.sort()).toEqual(jobs.map((job) => job.event.id));
  });
});
