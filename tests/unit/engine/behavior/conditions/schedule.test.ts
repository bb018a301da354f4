import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScheduleWindow, Weekday } from '../../../../../electron/contract/rule-conditions.ts';
import { scheduleCovers } from '../../../../../electron/engine/behavior/conditions/schedule.ts';
import { createRules } from '../../../../../electron/engine/analysis/rules.ts';
import { eventsOf, filmAt, places, stays, watch } from '../../../../support/rules.ts';

const zone = process.env['TZ'];
beforeAll(() => {
  process.env['TZ'] = 'Europe/Berlin';
});
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const all: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const workdays = all.slice(0, 5);
const night: ScheduleWindow = { days: workdays, from: '22:00', to: '06:00' };
const minute = 60_000;

/** 23 November 2026 is a Monday. */
const local = (day: number, hours: number, minutes = 0): number => new Date(2026, 10, day, hours, minutes).getTime();

describe('a schedule', () => {
  it('holds from its beginning up to, and not including, its end', () => {
    const windows: ScheduleWindow[] = [{ days: ['monday'], from: '08:00', to: '18:30' }];
    expect([local(23, 7, 59), local(23, 8), local(23, 18, 29), local(23, 18, 30), local(24, 9)].map((at) => scheduleCovers(windows, at))).toEqual([false, true, true, false, false]);
  });
  it('over midnight belongs to the day on which it begins: Friday night ends on Saturday morning, Sunday night is free', () => {
    expect(scheduleCovers([night], local(23, 5))).toBe(false);
    expect(scheduleCovers([night], local(23, 22))).toBe(true);
    expect(scheduleCovers([night], local(28, 5, 59))).toBe(true);
    expect(scheduleCovers([night], local(28, 6))).toBe(false);
    expect(scheduleCovers([night], local(28, 23))).toBe(false);
    expect(scheduleCovers([night], local(29, 23))).toBe(false);
  });
  it('from midnight to midnight is the whole day, and no more than that day', () => {
    const sunday: ScheduleWindow[] = [{ days: ['sunday'], from: '00:00', to: '00:00' }];
    expect([local(28, 23, 59), local(29, 0), local(29, 23, 59), local(30, 0)].map((at) => scheduleCovers(sunday, at))).toEqual([false, true, true, false]);
  });
  it('holds while one of its windows does', () => {
    const windows: ScheduleWindow[] = [night, { days: ['sunday'], from: '12:00', to: '13:00' }];
    expect([local(29, 12, 30), local(29, 13, 30), local(30, 23)].map((at) => scheduleCovers(windows, at))).toEqual([true, false, true]);
  });
  it('is an hour shorter in the night when summer time begins, and opens with the clock where its first hour is missing', () => {
    const begins = new Date(2026, 2, 28, 22, 0).getTime();
    const covered = Array.from({ length: 12 * 60 }, (_, index) => begins + index * minute).filter((at) => scheduleCovers([{ days: all, from: '22:00', to: '06:00' }], at));
    expect(covered).toHaveLength(7 * 60);
    const early: ScheduleWindow[] = [{ days: ['sunday'], from: '02:30', to: '04:00' }];
    const threeOClock = new Date(2026, 2, 29, 3, 0).getTime();
    expect([threeOClock - minute, threeOClock, threeOClock + 59 * minute, threeOClock + 60 * minute].map((at) => scheduleCovers(early, at))).toEqual([false, true, true, false]);
  });
  it('is an hour longer in the night when summer time ends: the hour that comes twice counts twice', () => {
    const begins = new Date(2026, 9, 24, 22, 0).getTime();
    const covered = Array.from({ length: 12 * 60 }, (_, index) => begins + index * minute).filter((at) => scheduleCovers([{ days: all, from: '22:00', to: '06:00' }], at));
    expect(covered).toHaveLength(9 * 60);
  });
});

describe('a rule with a schedule', () => {
  const rule = { id: 'r', behavior: 'intrusion', zone: 'middle', conditions: { schedule: [night] } };
  it('raises nothing outside of it', () => {
    expect(eventsOf(watch([rule]), filmAt(local(23, 20), [{ id: 1, way: () => places.middle }], 30))).toEqual([]);
  });
  it('raises what is still going on when it opens, as an event that begins then', () => {
    const [event, ...more] = eventsOf(watch([rule]), filmAt(local(23, 21, 59), [{ id: 1, way: () => places.middle }], 120));
    expect(event).toMatchObject({ toldAt: 60, startedAt: 60 });
    expect(event?.episode.reasons.map(({ measure }) => measure)).toContain('in-schedule');
    expect(more).toEqual([]);
  });
  it('goes on with an event that began in time when the schedule closes', () => {
    const rules = watch([rule]);
    const changes = filmAt(local(24, 5, 59), [{ id: 1, way: () => places.middle }], 120).flatMap((observation) => rules.judge(observation).changes);
    expect(changes.filter(({ kind }) => kind !== 'updated').map(({ kind }) => kind)).toEqual(['opened']);
  });
  it('raises nothing new after it has closed', () => {
    expect(eventsOf(watch([rule]), filmAt(local(24, 5, 59), [{ id: 1, way: stays([70, 90]) }], 120))).toEqual([]);
  });
  it('is always within it in a file, of which nobody knows when it was filmed', () => {
    const rules = watch([rule], createRules({ clock: 'media' }));
    expect(eventsOf(rules, filmAt(0, [{ id: 1, way: () => places.middle }], 10))).toHaveLength(1);
  });
});
