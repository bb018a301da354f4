import { describe, expect, it } from 'vitest';
import { behavior } from '../../../../electron/engine/behavior/after-hours.ts';
import { film, middleZone, straight } from '../../../support/observations.ts';
import { watchAll } from '../../../support/watch-behavior.ts';

const inside = { x: 0.5, y: 0.5 };
const told = (actors: Parameters<typeof film>[0], settings: Record<string, unknown> = {}) => watchAll(behavior, settings, { zone: middleZone }, film(actors, 20_000));

describe('presence after hours', () => {
  it('is told of people and vehicles that stay, from when they came', () => {
    expect(told([{ id: 1, way: (at) => (at < 2000 ? { x: 0.1, y: 0.5 } : inside) }])[0]).toMatchObject({ at: 12_000, since: 2000 });
    expect(told([{ id: 1, class: 'car', way: () => inside }])[0]).toMatchObject({ at: 10_000, since: 0 });
  });
  it('is not told of who passes through', () => {
    expect(told([{ id: 1, way: straight({ x: 0.1, y: 0.5 }, { x: 0.9, y: 0.5 }, 0, 20_000) }])).toEqual([]);
  });
  it('leaves the hours to the rule’s schedule', () => {
    expect(Object.keys(behavior.settings.shape)).toEqual(['classes', 'seconds', 'footing', 'share', 'confidence']);
    expect(behavior.explanation['zh-CN']).toContain('布防时段');
  });
});
