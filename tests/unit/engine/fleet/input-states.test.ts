import { describe, expect, it } from 'vitest';
import { mostInputs } from '../../../../electron/contract/rule-conditions.ts';
import { makeInputStates } from '../../../../electron/engine/fleet/input-states.ts';

describe('the states of outside inputs', () => {
  it('are told again to a worker that starts with the camera', () => {
    const states = makeInputStates();
    states.report('gate', { input: 'door', active: true, at: 10 }, 20);
    states.report('yard', { input: 'door', active: false, at: 10 }, 20);
    expect(states.of('gate')).toEqual([{ input: 'door', active: true, at: 10 }]);
    states.forget('gate');
    expect(states.of('gate')).toEqual([]);
  });
  it('are never newer than the station’s clock, whatever a device’s clock says', () => {
    expect(makeInputStates().report('gate', { input: 'door', active: true, at: 1e15 }, 20)).toEqual({ input: 'door', active: true, at: 20 });
  });
  it('are not put back by a report that was under way for longer', () => {
    const states = makeInputStates();
    states.report('gate', { input: 'door', active: false, at: 15 }, 20);
    expect(states.report('gate', { input: 'door', active: true, at: 10 }, 20)).toBeNull();
    expect(states.of('gate')).toEqual([{ input: 'door', active: false, at: 15 }]);
  });
  it('are kept of so many inputs of a camera and no more', () => {
    const states = makeInputStates();
    for (let number = 0; number < 10_000; number++) states.report('gate', { input: `input-${number}`, active: true, at: 1 }, 20);
    expect(states.of('gate')).toHaveLength(mostInputs);
  });
});
