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

  test('the cab of a lorry is not a vehicle of its own', () => {
    const lorry: Detection = { class: 'truck', confidence: 0.45, box: { left: 0.2, top: 0.3, width: 0.25, height: 0.35 } };
    const cab: Detection = { class: 'car', confidence: 0.35, box: { left: 0.25, top: 0.28, width: 0.15, height: 0.07 } };
    expect(suppress([cab, lorry], 0.6)).toEqual([lorry]);
  });

  test('two cars taken for one vehicle stay two', () => {
    const queue = [0.2, 0.32].map((top): Detection => ({ class: 'car', confidence: 0.45, box: { left: 0.5, top, width: 0.1, height: 0.1 } }));
    const both: Detection = { class: 'bus', confidence: 0.3, box: { left: 0.5, top: 0.2, width: 0.1, height: 0.22 } };
    expect(suppress([both, ...queue], 0.6)).toEqual(queue);
  });

  test('a car seen surely in front of a bus stays, and so do a child before an adult and a car half behind another', () => {
    const bus: Detection = { class: 'bus', confidence: 0.8, box: { left: 0.1, top: 0.1, width: 0.6, height: 0.4 } };
    const car: Detection = { class: 'car', confidence: 0.6, box: { left: 0.3, top: 0.3, width: 0.2, height: 0.15 } };
    expect(suppress([bus, car], 0.6)).toEqual([bus, car]);
    const adult: Detection = { class: 'person', confidence: 0.7, box: { left: 0.5, top: 0.2, width: 0.1, height: 0.4 } };
    const child: Detection = { class: 'person', confidence: 0.35, box: { left: 0.52, top: 0.4, width: 0.06, height: 0.2 } };
    expect(suppress([adult, child], 0.6)).toEqual([adult, child]);
    expect(suppress([found('car', 0.4, 0.1), found('car', 0.3, 0.2)], 0.6)).toHaveLength(2);
  });

  test('an unsure box over the whole picture is dropped, a sure close-up stays', () => {
    expect(suppress([found('car', 0.3, 0, 0.9)], 0.6)).toEqual([]);
    expect(suppress([found('person', 0.8, 0, 0.9)], 0.6)).toHaveLength(1);
  });
});
