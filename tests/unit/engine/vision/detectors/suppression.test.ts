import { describe, expect, test } from 'vitest';
import type { ObjectClass } from '../../../../../electron/contract/scene.ts';
import { suppress } from '../../../../../electron/engine/vision/detectors/suppression.ts';
import type { Detection } from '../../../../../electron/engine/vision/observation.ts';

function found(objectClass: ObjectClass, confidence: number, left: number, size = 0.2): Detection {
  return { class: objectClass, confidence, box: { left, top: 0.1, width: size, height: size } };
}

describe('suppression', () => {
  test('of several boxes over one person only the surest stays', () => {
    expect(suppress([found('person', 0.5, 0.1), found('person', 0.9, 0.11), found('person', 0.3, 0.12)], 0.6)).toEqual([found('person', 0.9, 0.11)]);
  });

  test('two people side by side both stay, the surer first', () => {
    const people = [found('person', 0.5, 0.1), found('person', 0.8, 0.2)];
    expect(suppress(people, 0.6)).toEqual(people.toReversed());
  });

  test('a vehicle called car, bus and truck at once is one vehicle', () => {
    expect(suppress([found('bus', 0.3, 0.1), found('car', 0.4, 0.1), found('truck', 0.35, 0.1)], 0.6)).toEqual([found('car', 0.4, 0.1)]);
  });

  test('a rider and the bicycle below are two objects', () => {
    expect(suppress([found('person', 0.6, 0.1), found('bicycle', 0.5, 0.1)], 0.6)).toHaveLength(2);
  });

  test('an unsure box over the whole picture is dropped, a sure close-up stays', () => {
    expect(suppress([found('car', 0.3, 0, 0.9)], 0.6)).toEqual([]);
    expect(suppress([found('person', 0.8, 0, 0.9)], 0.6)).toHaveLength(1);
  });
});
