import { describe, expect, it } from 'vitest';
import type { ObjectClass } from '../../../../electron/contract/scene.ts';
import { behavior } from '../../../../electron/engine/behavior/vehicle-on-footpath.ts';
import { film, middleZone, straight } from '../../../support/observations.ts';

const along = straight({ x: 0.3, y: 0.55 }, { x: 0.7, y: 0.55 }, 0, 8000);

function conditions(kind: ObjectClass, way = along, settings: Record<string, unknown> = {}) {
  const watch = behavior.watch(behavior.settings.parse(settings), { zone: middleZone, line: null, ground: null });
  return film([{ id: 2, class: kind, way }], 10_000).flatMap((observation) => watch(observation).map((condition) => ({ at: observation.at, ...condition })));
}

describe('a vehicle on a footpath', () => {
  it('counts a second after its footing came onto it, from then on', () => {
    const [first] = conditions('car');
    expect(first).toMatchObject({ subject: 'track:2', tracks: [2] });
    expect((first?.at ?? 0) - (first?.since ?? 0)).toBe(1000);
  });
  it.each(['bus', 'truck'] as const)('may be a %s', (kind) => expect(conditions(kind)).not.toEqual([]));
  it('is a motorcycle only where that is wanted', () => {
    expect(conditions('motorcycle')).toEqual([]);
    expect(conditions('motorcycle', along, { classes: ['motorcycle'] })).not.toEqual([]);
  });
  it('is nobody on foot', () => expect(conditions('person')).toEqual([]));
  it('does not count a vehicle that brushes the kerb', () => {
    expect(conditions('car', (at) => ({ x: at >= 2000 && at < 2800 ? 0.405 : 0.39, y: 0.5 }))).toEqual([]);
  });
  it('is over when it has driven off', () => {
    expect(conditions('car').at(-1)?.at).toBeLessThanOrEqual(6200);
  });
});
