import { describe, expect, it } from 'vitest';
import type { EngineState } from '../../../../electron/contract/desktop.ts';
import { StartProblemKind } from '../../../../electron/contract/host.ts';
import { gateFor, secondsUntil, waysOut } from '../../../../renderer/desktop/gate.ts';

const problem = { 'zh-CN': '出错', en: 'Trouble' };
const long = 60_000;

describe('what the window shows of the engine', () => {
  it('is nothing in a browser and while it runs', () => {
    expect(gateFor(null, true, long)).toBe('open');
    expect(gateFor({ phase: 'running' }, false, long)).toBe('open');
  });
  it('is nothing in the first second of a start, since most are shorter', () => {
    for (const engine of [{ phase: 'starting' }, { phase: 'restarting', attempt: 1, retryAt: 0 }, { phase: 'stopping' }] satisfies EngineState[]) {
      expect(gateFor(engine, true, 900)).toBe('open');
      expect(gateFor(engine, false, 900)).toBe('open');
    }
  });
  it('is one line over the workplace while it comes back, and a page where nobody works yet', () => {
    for (const engine of [{ phase: 'starting' }, { phase: 'restarting', attempt: 3, retryAt: 0 }] satisfies EngineState[]) {
      expect(gateFor(engine, true, 1_000)).toBe('line');
      expect(gateFor(engine, false, 1_000)).toBe('page');
    }
  });
  it('is a page at once where somebody has to do something, whoever is signed in', () => {
    for (const engine of [{ phase: 'failed', kind: 'other', problem }, { phase: 'locked', wrong: false }, { phase: 'key-lost' }] satisfies EngineState[]) {
      expect(gateFor(engine, true, 0)).toBe('page');
      expect(gateFor(engine, false, 0)).toBe('page');
    }
  });
  it('is a page while it stops', () => {
    expect(gateFor({ phase: 'stopping' }, true, 1_000)).toBe('page');
  });
});

describe('the ways out of a failed start', () => {
  it('always let a person quit', () => {
    for (const kind of [...StartProblemKind.options, 'something newer']) expect(waysOut(kind)).toContain('quit');
  });
  it('begin with another folder where this one will not do, and with another try where it may', () => {
    for (const kind of ['corrupt', 'newer-schema', 'migration-failed']) expect(waysOut(kind)[0]).toBe('folder');
    for (const kind of ['in-use', 'disk-full', 'port-taken', 'other', 'something newer']) expect(waysOut(kind)[0]).toBe('retry');
  });
  it('offer no other folder where that changes nothing', () => {
    for (const kind of ['port-taken', 'bad-options', 'other']) expect(waysOut(kind)).not.toContain('folder');
  });
});

it('counts whole seconds down to the next start', () => {
  expect([secondsUntil(10_000, 7_900), secondsUntil(10_000, 9_999), secondsUntil(10_000, 10_000), secondsUntil(10_000, 20_000)]).toEqual([3, 1, 0, 0]);
});
