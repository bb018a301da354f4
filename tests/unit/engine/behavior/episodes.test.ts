import { describe, expect, it } from 'vitest';
import { EventId, EventObject } from '../../../../electron/contract/event.ts';
import type { Condition } from '../../../../electron/engine/behavior/behavior.ts';
import { makeContinuity } from '../../../../electron/engine/behavior/continuity.ts';
import type { EpisodeChange } from '../../../../electron/engine/behavior/episode.ts';
import { makeEpisodes } from '../../../../electron/engine/behavior/episodes.ts';
import { behavior as intrusion } from '../../../../electron/engine/behavior/intrusion.ts';
import type { Observation } from '../../../../electron/engine/vision/observation.ts';
import { film, middleZone, straight } from '../../../support/observations.ts';

const rule = { ruleId: 'r', behavior: 'intrusion', severity: 'yellow', zone: middleZone, line: null, ground: null } as const;
const inside = { x: 0.5, y: 0.5 };
const outside = { x: 0.1, y: 0.5 };

/** Runs the shipped order: continuity, behaviour, episodes. */
function changes(observations: readonly Observation[], settings: Record<string, unknown> = {}): EpisodeChange[] {
  const continuity = makeContinuity();
  const watch = intrusion.watch(intrusion.settings.parse(settings), { zone: middleZone, line: null, ground: null });
  const episodes = makeEpisodes();
  const found = observations.flatMap((observation) => {
    const known = continuity(observation);
    return episodes.observe(known, [{ rule, conditions: watch(known) }]);
  });
  return [...found, ...episodes.close()];
}
const kinds = (list: readonly EpisodeChange[]) => list.map(({ kind }) => kind);

describe('an event', () => {
  it('is one from its opening to its end, told about at most every three seconds', () => {
    const list = changes(film([{ id: 1, way: (at) => (at < 10_000 ? inside : outside) }], 20_000));
    expect(kinds(list)).toEqual(['opened', 'updated', 'updated', 'updated', 'closed']);
    expect(new Set(list.map(({ episode }) => episode.id)).size).toBe(1);
    expect(list.at(-1)?.episode).toMatchObject({ startedAt: 0, endedAt: 9800 });
    expect(list.slice(0, -1).every(({ episode }) => episode.endedAt === null)).toBe(true);
  });
  it('goes on when its subject is back within the grace period', () => {
    const list = changes(film([{ id: 1, way: (at) => (at > 4000 && at < 6500 ? outside : inside) }], 10_000));
    expect(kinds(list).filter((kind) => kind === 'opened')).toHaveLength(1);
  });
  it('is a new one when its subject is back later', () => {
    const list = changes(film([{ id: 1, way: (at) => (at > 4000 && at < 9000 ? outside : inside) }], 12_000));
    expect(kinds(list).filter((kind) => kind === 'opened')).toHaveLength(2);
    expect(new Set(list.map(({ episode }) => episode.id)).size).toBe(2);
  });
  it('goes on when its object is lost and found under a new track id in the zone', () => {
    const list = changes(film([{ id: 1, way: (at) => (at <= 4000 ? inside : null) }, { id: 2, way: (at) => (at > 5800 ? inside : null) }], 10_000));
    expect(kinds(list).filter((kind) => kind === 'opened')).toHaveLength(1);
    expect(list.at(-1)?.episode).toMatchObject({ startedAt: 0, endedAt: 10_000, objects: [{ track: 1 }] });
  });
  it('is one for each object', () => {
    const list = changes(film([{ id: 1, way: () => inside }, { id: 2, way: () => ({ x: 0.42, y: 0.45 }) }], 5000));
    expect(kinds(list).filter((kind) => kind === 'opened')).toHaveLength(2);
    expect(list.filter(({ kind }) => kind === 'closed').map(({ episode }) => episode.objects.map(({ track }) => track))).toEqual([[1], [2]]);
  });
  it('stays one event for an hour, with a path of at most 200 points from its beginning to its end', () => {
    const list = changes(film([{ id: 1, way: () => inside }], 3_600_000));
    expect(kinds(list).filter((kind) => kind !== 'updated')).toEqual(['opened', 'closed']);
    const path = list.at(-1)?.episode.objects[0]?.path ?? [];
    expect(path.length).toBeLessThanOrEqual(200);
    expect(path[0]?.at).toBe(0);
    expect(path.at(-1)?.at).toBe(3_600_000);
  });
  it('shows the way of its object from some seconds before it began', () => {
    const way = straight({ x: 0, y: 0.5 }, { x: 1, y: 0.5 }, 0, 20_000);
    const closed = changes(film([{ id: 1, way }], 20_000)).find(({ kind }) => kind === 'closed')?.episode;
    const path = closed?.objects[0]?.path ?? [];
    expect(closed?.startedAt).toBeGreaterThanOrEqual(8000);
    expect(path[0]?.at).toBe((closed?.startedAt ?? 0) - 3000);
    expect(EventObject.array().parse(closed?.objects)).toHaveLength(1);
  });
  it('keeps the strongest measured values as its reasons', () => {
    const way = () => inside;
    const closed = changes(film([{ id: 1, way }], 8000), { seconds: 2 }).at(-1)?.episode;
    expect(closed?.reasons).toContainEqual({ measure: 'inside', value: 8, threshold: 2, unit: 's' });
  });
  it('has an id that sorts by its start and that the contract accepts', () => {
    const [first, second] = changes(film([{ id: 1, way: () => inside }, { id: 2, way: (at) => (at > 3000 ? { x: 0.42, y: 0.45 } : null) }], 5000)).filter(({ kind }) => kind === 'opened');
    expect(EventId.safeParse(first?.episode.id).success).toBe(true);
    expect((first?.episode.id ?? '') < (second?.episode.id ?? '')).toBe(true);
  });
  it('ends when its rule is taken away', () => {
    const episodes = makeEpisodes();
    const condition: Condition = { subject: 'track:1', tracks: [1], reasons: [], since: 0 };
    episodes.observe({ at: 0, aspect: 16 / 9, tracks: [] }, [{ rule, conditions: [condition] }]);
    expect(kinds(episodes.observe({ at: 200, aspect: 16 / 9, tracks: [] }, []))).toEqual(['closed']);
  });
  it('may be about a state of the camera without any object', () => {
    const episodes = makeEpisodes();
    const condition: Condition = { subject: 'camera', tracks: [], reasons: [], since: 0 };
    const [opened] = episodes.observe({ at: 0, aspect: 16 / 9, tracks: [] }, [{ rule, conditions: [condition] }]);
    expect(opened?.episode.objects).toEqual([]);
    expect(episodes.close()).toMatchObject([{ kind: 'closed', episode: { endedAt: 0 } }]);
  });
  it('ends at the last moment that was certain, not when waiting for a return was given up', () => {
    const episodes = makeEpisodes();
    const condition: Condition = { subject: 'track:1', tracks: [1], reasons: [], since: 0 };
    episodes.observe({ at: 0, aspect: 16 / 9, tracks: [] }, [{ rule, conditions: [condition] }]);
    episodes.observe({ at: 3000, aspect: 16 / 9, tracks: [] }, [{ rule, conditions: [{ ...condition, until: 1000 }] }]);
    expect(episodes.close()[0]?.episode.endedAt).toBe(1000);
  });
  it('marks its tracks as alarmed while it goes on', () => {
    const episodes = makeEpisodes();
    const [observation] = film([{ id: 4, way: () => inside }], 0);
    episodes.observe(observation ?? { at: 0, aspect: 16 / 9, tracks: [] }, [{ rule, conditions: [{ subject: 'track:4', tracks: [4], reasons: [], since: 0 }] }]);
    expect(episodes.alarmedTracks()).toEqual(new Set([4]));
    episodes.close();
    expect(episodes.alarmedTracks()).toEqual(new Set());
  });
});
