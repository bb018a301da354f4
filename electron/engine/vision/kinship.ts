import type { ObjectClass } from '../../contract/scene.ts';

/** Classes that detectors take for one another; a track keeps its kin while its class is voted on. */
export type Kin = 'person' | 'two-wheeler' | 'vehicle';

const kinOf: Readonly<Record<ObjectClass, Kin>> = {
  person: 'person',
  bicycle: 'two-wheeler',
  motorcycle: 'two-wheeler',
  car: 'vehicle',
  bus: 'vehicle',
  truck: 'vehicle',
};

export function kin(objectClass: ObjectClass): Kin {
  return kinOf[objectClass];
}
