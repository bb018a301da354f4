import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { howToTell, isQuiet } from '../../../../electron/main/desk/quiet-hours.ts';

const clock = (hours: number, minutes = 0, seconds = 0): Date => new Date(2026, 8, 14, hours, minutes, seconds);
const text = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });

describe('quiet hours', () => {
  it('hold from their first minute until the last one is over', () => {
    const day = { on: true, from: '12:30', to: '14:00' };
    expect([clock(12, 29, 59), clock(12, 30), clock(13, 59, 59), clock(14)].map((now) => isQuiet(day, now))).toEqual([false, true, true, false]);
  });
  it('span midnight when they end before they begin', () => {
    const night = { on: true, from: '22:00', to: '07:00' };
    expect([clock(21, 59), clock(22), clock(23, 59), clock(0), clock(6, 59), clock(7), clock(12)].map((now) => isQuiet(night, now))).toEqual([false, true, true, true, true, false, false]);
  });
  it('that end when they begin last all day', () => {
    fc.assert(fc.property(minute, minute, (now, both) => isQuiet({ on: true, from: text(both), to: text(both) }, clock(0, now))));
  });
  it('are never while they are switched off', () => {
    fc.assert(fc.property(minute, minute, minute, (now, from, to) => !isQuiet({ on: false, from: text(from), to: text(to) }, clock(0, now))));
  });
  it('and those the other way around share the day between them', () => {
    fc.assert(
      fc.property(minute, minute, minute, (now, from, to) => {
        fc.pre(from !== to);
        expect(isQuiet({ on: true, from: text(from), to: text(to) }, clock(0, now))).toBe(!isQuiet({ on: true, from: text(to), to: text(from) }, clock(0, now)));
      }),
    );
  });
  it('last as long as they say', () => {
    fc.assert(
      fc.property(minute, minute, (from, to) => {
        const quiet = Array.from({ length: 24 * 60 }, (_, now) => isQuiet({ on: true, from: text(from), to: text(to) }, clock(0, now))).filter(Boolean).length;
        expect(quiet).toBe((to - from + 24 * 60) % (24 * 60) || 24 * 60);
      }),
      { numRuns: 30 },
    );
  });
});

describe('an event', () => {
  const all = { red: true, yellow: true, blue: true };
  const settings = { notices: all, sounds: all, quietHours: { on: true, from: '22:00', to: '07:00' } };
  it('is told as the settings say for its severity', () => {
    const chosen = { ...settings, notices: { red: false, yellow: true, blue: false }, sounds: { red: true, yellow: false, blue: false } };
    expect(howToTell('red', chosen, clock(12))).toEqual({ notice: false, sound: true });
    expect(howToTell('yellow', chosen, clock(12))).toEqual({ notice: true, sound: false });
    expect(howToTell('blue', chosen, clock(12))).toEqual({ notice: false, sound: false });
  });
  it('gives a notice in quiet hours only when it is red, and is never heard then', () => {
    expect(howToTell('red', settings, clock(23))).toEqual({ notice: true, sound: false });
    expect(howToTell('yellow', settings, clock(23))).toEqual({ notice: false, sound: false });
    expect(howToTell('blue', settings, clock(23))).toEqual({ notice: false, sound: false });
  });
  it('gives no notice in quiet hours that it would not give at other times', () => {
    expect(howToTell('red', { ...settings, notices: { ...all, red: false } }, clock(23))).toEqual({ notice: false, sound: false });
  });
});
