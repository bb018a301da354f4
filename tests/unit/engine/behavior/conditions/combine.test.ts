import { describe, expect, it } from 'vitest';
import { makeOccurrences } from '../../../../../electron/engine/behavior/conditions/occurrences.ts';
import { boxOn, film } from '../../../../support/observations.ts';
import { eventsOf, places, stays, watch } from '../../../../support/rules.ts';

const intrusion = (id: string, zone: string, more: object = {}) => ({ id, behavior: 'intrusion', zone, ...more });
const requires = (rule: string, withinSeconds: number, sameObject = false) => ({ conditions: { requires: { rule, withinSeconds, sameObject } } });
const told = (events: ReturnType<typeof eventsOf>): [string, number][] => events.map(({ rule, toldAt }) => [rule, toldAt]);

describe('a rule that requires another one', () => {
  const step = intrusion('step', 'middle', { raises: false });
  it('raises when the other one was the case within the time, and says how long ago', () => {
    const [event, ...more] = eventsOf(watch([step, intrusion('then', 'right', requires('step', 20))]), film([{ id: 1, way: stays([0, 5], [15, 20, 'right']) }], 25_000));
    expect(event).toMatchObject({ rule: 'then', toldAt: 15, startedAt: 15 });
    const reason = event?.episode.reasons.find(({ measure }) => measure === 'after-rule');
    expect(reason).toMatchObject({ threshold: 20, unit: 's', about: { behavior: 'intrusion', place: 'middle' } });
    expect(reason?.value).toBeCloseTo(10.2);
    expect(more).toEqual([]);
  });
  it('raises nothing when the other one is longer ago, or was never the case', () => {
    const scene = [step, intrusion('then', 'right', requires('step', 5))];
    expect(eventsOf(watch(scene), film([{ id: 1, way: stays([0, 5], [15, 20, 'right']) }], 25_000))).toEqual([]);
    expect(eventsOf(watch(scene), film([{ id: 1, way: stays([15, 20, 'right']) }], 25_000))).toEqual([]);
  });
  it('raises nothing when the other one comes afterwards and this one is over', () => {
    expect(eventsOf(watch([step, intrusion('then', 'right', requires('step', 60))]), film([{ id: 1, way: stays([0, 5, 'right'], [15, 20]) }], 25_000))).toEqual([]);
  });
  it('counts another person’s doing unless it has to be the same object', () => {
    const walkers = [{ id: 1, way: stays([0, 5]) }, { id: 2, way: (at: number) => (at < 10_000 ? { x: 0.95, y: 0.95 } : places.right) }];
    expect(told(eventsOf(watch([step, intrusion('then', 'right', requires('step', 60))]), film(walkers, 20_000)))).toEqual([['then', 10]]);
    expect(eventsOf(watch([step, intrusion('then', 'right', requires('step', 60, true))]), film(walkers, 20_000))).toEqual([]);
    expect(told(eventsOf(watch([step, intrusion('then', 'right', requires('step', 60, true))]), film([{ id: 1, way: stays([0, 5], [10, 20, 'right']) }], 20_000)))).toEqual([['then', 10]]);
  });
  it('goes on to its end although the time has passed meanwhile', () => {
    const rules = watch([step, intrusion('then', 'right', requires('step', 6))]);
    const changes = film([{ id: 1, way: stays([0, 5], [8, 60, 'right']) }], 70_000).flatMap((observation) => rules.judge(observation).changes);
    expect(changes.filter(({ kind }) => kind !== 'updated').map(({ kind, episode }) => [kind, episode.startedAt, episode.endedAt])).toEqual([['opened', 8000, null], ['closed', 8000, 59_800]]);
  });
  it('works whichever of the two stands first in the scene, and in a chain', () => {
    const chain = [
      intrusion('third', 'right', requires('second', 60)),
      { ...intrusion('second', 'middle', requires('first', 0)), raises: false },
      { id: 'first', behavior: 'intrusion', zone: 'middle', raises: false },
    ];
    expect(told(eventsOf(watch(chain), film([{ id: 1, way: stays([2, 5], [10, 15, 'right']) }], 20_000)))).toEqual([['third', 10]]);
  });
  it('never raises while the other one is switched off', () => {
    expect(eventsOf(watch([{ ...step, enabled: false }, intrusion('then', 'right', requires('step', 60))]), film([{ id: 1, way: stays([0, 5], [10, 20, 'right']) }], 20_000))).toEqual([]);
  });
  it('sees the other one only when that one’s own conditions hold', () => {
    const small = { ...step, conditions: { size: { maxHeight: 0.05 } } };
    expect(eventsOf(watch([small, intrusion('then', 'right', requires('step', 60))]), film([{ id: 1, way: stays([0, 5], [10, 20, 'right']) }], 20_000))).toEqual([]);
  });
});

describe('a rule that only serves others', () => {
  it('raises no event and alarms no track', () => {
    const rules = watch([intrusion('step', 'middle', { raises: false })]);
    const judged = film([{ id: 1, way: () => places.middle }], 5000).map((observation) => rules.judge(observation));
    expect(judged.flatMap(({ changes }) => changes)).toEqual([]);
    expect(judged.at(-1)?.alarmed.size).toBe(0);
  });
});

describe('a rule that counts', () => {
  const counting = intrusion('r', 'middle', { conditions: { count: { times: 3, withinSeconds: 60 } } });
  const visits = stays([0, 3], [10, 13], [20, 23], [30, 33], [40, 43], [50, 53]);
  it('raises the third time only, and then begins to count anew', () => {
    const events = eventsOf(watch([counting]), film([{ id: 1, way: visits }], 60_000));
    expect(told(events)).toEqual([['r', 20], ['r', 50]]);
    expect(events[0]?.episode.reasons).toContainEqual({ measure: 'times', value: 3, threshold: 3, unit: 'count' });
  });
  it('counts what lasts once, however long', () => {
    expect(eventsOf(watch([counting]), film([{ id: 1, way: stays([0, 50]) }], 60_000))).toEqual([]);
  });
  it('counts different objects together', () => {
    const walkers = [1, 2, 3].map((id) => ({ id, way: (at: number) => (at >= id * 6000 && at < id * 6000 + 2000 ? { x: 0.5, y: 0.41 + id * 0.045 } : null) }));
    expect(told(eventsOf(watch([counting]), film(walkers, 25_000)))).toEqual([['r', 18]]);
  });
  it('does not count what is longer ago than the time', () => {
    expect(eventsOf(watch([intrusion('r', 'middle', { conditions: { count: { times: 3, withinSeconds: 15 } } })]), film([{ id: 1, way: visits }], 60_000))).toEqual([]);
  });
});

describe('a rule with a cool-down', () => {
  const calm = (seconds: number) => intrusion('r', 'middle', { conditions: { coolDownSeconds: seconds } });
  it('raises no other event until so long after the end of the last', () => {
    expect(told(eventsOf(watch([calm(15)]), film([{ id: 1, way: stays([0, 3], [10, 13], [20, 23]) }], 30_000)))).toEqual([['r', 0], ['r', 20]]);
  });
  it('raises no other event while one goes on, which itself stays one to its end', () => {
    const rules = watch([calm(5)]);
    const walkers = [{ id: 1, way: stays([0, 40]) }, { id: 2, way: (at: number) => (at >= 20_000 && at < 25_000 ? { x: 0.42, y: 0.45 } : null) }];
    const changes = film(walkers, 50_000).flatMap((observation) => rules.judge(observation).changes);
    expect(changes.filter(({ kind }) => kind !== 'updated').map(({ kind }) => kind)).toEqual(['opened', 'closed']);
  });
  it('raises what is still going on when it is over, as an event that begins then', () => {
    const [, second, ...more] = eventsOf(watch([calm(15)]), film([{ id: 1, way: stays([0, 3], [10, 40]) }], 50_000));
    expect(second?.toldAt).toBeCloseTo(17.8);
    expect(second?.startedAt).toBeCloseTo(17.8);
    expect(more).toEqual([]);
  });
  it('keeps nobody from requiring the rule meanwhile', () => {
    const scene = [calm(600), intrusion('then', 'right', requires('r', 3))];
    expect(told(eventsOf(watch(scene), film([{ id: 1, way: stays([0, 3], [10, 12], [13, 20, 'right']) }], 30_000)))).toEqual([['r', 0], ['then', 13]]);
  });
  it('outlasts a stream that was away', () => {
    const rules = watch([calm(60)]);
    const observations = film([{ id: 1, way: stays([0, 3], [20, 25]) }], 30_000);
    const events = eventsOf(rules, observations.slice(0, 50));
    rules.reset();
    expect(told([...events, ...eventsOf(rules, observations.slice(50))])).toEqual([['r', 0]]);
  });
});

describe('a rule for objects of some kind', () => {
  const only = (conditions: object) => intrusion('r', 'middle', { conditions });
  it('passes over other classes', () => {
    const car = film([{ id: 1, class: 'car', way: () => places.middle }], 5000);
    expect(eventsOf(watch([only({ classes: ['person'] })]), car)).toEqual([]);
    expect(eventsOf(watch([only({ classes: ['car', 'bus'] })]), car)).toHaveLength(1);
  });
  it('passes over objects that are too small or too large, and takes one that grows into the size when it does', () => {
    const growing = film([{ id: 1, way: () => places.middle }], 10_000).map((observation) => ({
      ...observation,
      tracks: observation.tracks.map((track) => ({ ...track, box: boxOn(places.middle, 0.05, 0.05 + observation.at / 100_000) })),
    }));
    expect(eventsOf(watch([only({ size: { minHeight: 0.2 } })]), growing)).toEqual([]);
    expect(eventsOf(watch([only({ size: { maxHeight: 0.04 } })]), growing)).toEqual([]);
    const [event] = eventsOf(watch([only({ size: { minHeight: 0.1, maxHeight: 0.5 } })]), growing);
    expect(event).toMatchObject({ toldAt: 5, startedAt: 5 });
    expect(event?.episode.reasons).toContainEqual({ measure: 'object-height', value: 0.1, threshold: 0.1, unit: 'ratio' });
  });
});

describe('a rule that listens to an outside input', () => {
  const listening = (state: string, withinSeconds: number) => intrusion('r', 'middle', { conditions: { input: { id: 'door', state, withinSeconds } } });
  const visitor = film([{ id: 1, way: stays([10, 20]) }], 30_000);
  const withDoor = (state: string, withinSeconds: number, ...reports: readonly (readonly [boolean, number])[]) => {
    const rules = watch([listening(state, withinSeconds)]);
    for (const [active, seconds] of reports) rules.input('door', active, seconds * 1000);
    return told(eventsOf(rules, visitor));
  };
  it('raises while the input is active, and when it was within the time', () => {
    expect(withDoor('active', 0, [true, 5])).toEqual([['r', 10]]);
    expect(withDoor('active', 4, [true, 2], [false, 7])).toEqual([['r', 10]]);
    expect(withDoor('active', 2, [true, 2], [false, 7])).toEqual([]);
    expect(withDoor('active', 2)).toEqual([]);
  });
  it('raises what is going on when the input comes later', () => {
    expect(withDoor('active', 0, [true, 15])).toEqual([['r', 15]]);
    expect(withDoor('active', 0, [true, 25])).toEqual([]);
  });
  it('can ask that the input was not active: nobody opened the door with a card', () => {
    expect(withDoor('inactive', 5)).toEqual([['r', 10]]);
    expect(withDoor('inactive', 5, [true, 2], [false, 3])).toEqual([['r', 10]]);
    expect(withDoor('inactive', 5, [true, 5], [false, 8])).toEqual([['r', 13.2]]);
    expect(withDoor('inactive', 0, [true, 5])).toEqual([]);
  });
  it('takes reports that come out of order by their times', () => {
    expect(withDoor('active', 0, [false, 12], [true, 11])).toEqual([['r', 11]]);
  });
  it('says in the event which input it was', () => {
    const rules = watch([listening('active', 0)]);
    rules.input('door', true, 0);
    expect(eventsOf(rules, visitor)[0]?.episode.reasons).toContainEqual({ measure: 'input-active', value: 1, threshold: 1, unit: '', about: { input: 'door' } });
  });
  it('remembers so many inputs and changes and no more, whatever is reported', () => {
    const rules = watch([listening('active', 0)]);
    for (let number = 0; number < 100_000; number++) rules.input(`input-${number % 1000}`, number % 2 === 0, number);
    rules.input('door', true, 1);
    expect(eventsOf(rules, visitor)).toEqual([]);
  });
});

describe('rules that change while they are watched', () => {
  it('begin anew when a condition changes, and end what they had going on', () => {
    const rules = watch([intrusion('r', 'middle')]);
    const observations = film([{ id: 1, way: () => places.middle }], 20_000);
    expect(eventsOf(rules, observations.slice(0, 20))).toHaveLength(1);
    expect(rules.scene([intrusion('r', 'middle', { conditions: { coolDownSeconds: 5 } })]).map(({ kind }) => kind)).toEqual(['closed']);
    expect(told(eventsOf(rules, observations.slice(20)))).toEqual([['r', 0]]);
  });
  it('leave counts and cool-downs of the others as they are', () => {
    const calm = intrusion('r', 'middle', { conditions: { coolDownSeconds: 60 } });
    const rules = watch([calm]);
    const observations = film([{ id: 1, way: stays([0, 3], [10, 13]) }], 20_000);
    expect(eventsOf(rules, observations.slice(0, 30))).toHaveLength(1);
    rules.scene([calm, intrusion('other', 'right')]);
    expect(eventsOf(rules, observations.slice(30))).toEqual([]);
  });
  it('forget what a rule did before it was changed', () => {
    const then = intrusion('then', 'right', requires('step', 60));
    const rules = watch([intrusion('step', 'middle', { raises: false }), then]);
    const observations = film([{ id: 1, way: stays([0, 3], [10, 13, 'right']) }], 20_000);
    eventsOf(rules, observations.slice(0, 30));
    rules.scene([intrusion('step', 'middle', { raises: false, settings: { seconds: 1 } }), then]);
    expect(eventsOf(rules, observations.slice(30))).toEqual([]);
  });
  it('need no state when a worker is killed: it begins with nothing counted and nothing cooling down', () => {
    const calm = [intrusion('r', 'middle', { conditions: { coolDownSeconds: 60 } })];
    const observations = film([{ id: 1, way: stays([0, 3], [10, 13]) }], 20_000);
    expect(eventsOf(watch(calm), observations.slice(0, 30))).toHaveLength(1);
    expect(eventsOf(watch(calm), observations.slice(30))).toHaveLength(1);
  });
});

describe('what is remembered of the objects of a rule', () => {
  it('is of five hundred objects at most, the latest', () => {
    const occurrences = makeOccurrences();
    for (let track = 0; track < 10_000; track++) occurrences.note('r', [track], track);
    expect(occurrences.lastAt('r', [9400])).toBeNull();
    expect(occurrences.lastAt('r', [9500, 9999])).toBe(9999);
    expect(occurrences.lastAt('r')).toBe(9999);
  });
});
