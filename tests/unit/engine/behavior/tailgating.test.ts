import { describe, expect, it } from 'vitest';
import { behavior } from '../../../../electron/engine/behavior/tailgating.ts';
import { film, middleLine, straight } from '../../../support/observations.ts';
import { watchAll } from '../../../support/watch-behavior.ts';

/** Over the line at the given moment; forward is down. */
const through = (crossesAt: number, x = 0.5) => straight({ x, y: 0.3 }, { x, y: 0.7 }, crossesAt - 2000, crossesAt + 2000);
const back = (crossesAt: number, x = 0.6) => straight({ x, y: 0.7 }, { x, y: 0.3 }, crossesAt - 2000, crossesAt + 2000);
const told = (people: Parameters<typeof film>[0], settings: Record<string, unknown> = {}) => watchAll(behavior, settings, { line: middleLine }, film(people, 14_000));

describe('tailgating', () => {
  it('is a second person through the door soon after the first: the pair, from the first’s passage', () => {
    const found = told([{ id: 1, way: through(3000) }, { id: 2, way: through(4500) }]);
    expect(found).toMatchObject([{ subject: 'pair:1-2', tracks: [1, 2], since: expect.closeTo(3000, -1) as number }]);
    expect(found[0]?.reasons[0]).toMatchObject({ measure: 'gap', value: expect.closeTo(1.5, 1) as number, threshold: 3, unit: 's' });
  });
  it('is also two side by side', () => {
    expect(told([{ id: 1, way: through(3000) }, { id: 2, way: through(3000, 0.55) }])).toHaveLength(1);
  });
  it('is not told when the door had time to close', () => {
    expect(told([{ id: 1, way: through(3000) }, { id: 2, way: through(6500) }])).toEqual([]);
    expect(told([{ id: 1, way: through(3000) }, { id: 2, way: through(6500) }], { seconds: 5 })).toHaveLength(1);
  });
  it('is not somebody who comes out as another goes in', () => {
    expect(told([{ id: 1, way: through(3000) }, { id: 2, way: back(4000) }])).toEqual([]);
  });
  it('lets as many through as are allowed', () => {
    const three = [{ id: 1, way: through(3000) }, { id: 2, way: through(4000) }, { id: 3, way: through(5000) }];
    expect(told(three, { allowed: 2 })).toMatchObject([{ subject: 'pair:2-3' }]);
    expect(told(three, { allowed: 3 })).toEqual([]);
  });
  it('watches one direction only when told so', () => {
    const pair = [{ id: 1, way: through(3000) }, { id: 2, way: through(4000) }];
    expect(told(pair, { direction: 'backward' })).toEqual([]);
    expect(told(pair, { direction: 'forward' })).toHaveLength(1);
  });
  it('is not one person whom the tracker lost on the line and gave another number', () => {
    const lost = (at: number) => (at < 3300 ? through(3000)(at) : null);
    const found = (at: number) => (at > 4400 ? through(5000)(at) : null);
    expect(told([{ id: 1, way: lost }, { id: 2, way: found }])).toEqual([]);
  });
  it('is not one person who goes to and fro', () => {
    const pacing = (at: number) => ({ x: 0.5, y: 0.5 + 0.1 * Math.sin(at / 500) });
    expect(told([{ id: 1, way: pacing }])).toEqual([]);
  });
});
