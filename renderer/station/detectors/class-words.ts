import type { ClassChoice, Detector } from '../../../electron/contract/detector.ts';
import type { ObjectClass } from '../../../electron/contract/object-class.ts';

/** A class of a model as people are shown it: its number, and its name where it has one. */
export function modelClassText({ classes }: Pick<Detector, 'classes'>, index: number): string {
  return `#${index} ${classes[index]?.name ?? ''}`.trim();
}

/** By class of the program, the numbers of a model's classes. */
export type Assigned = Readonly<Record<ObjectClass, readonly number[]>>;

export function assigned({ classes }: Pick<Detector, 'classes'>, by: 'class' | 'guess'): Assigned {
  const of = (wanted: ObjectClass): number[] => classes.flatMap((each, index) => (each[by] === wanted ? [index] : []));
  return { person: of('person'), bicycle: of('bicycle'), car: of('car'), motorcycle: of('motorcycle'), bus: of('bus'), truck: of('truck') };
}

/** With other numbers for one class; what counted as another before counts as this one now. */
export function reassigned(before: Assigned, objectClass: ObjectClass, numbers: readonly number[]): Assigned {
  const others = Object.entries(before).map(([other, kept]) => [other, kept.filter((index) => !numbers.includes(index))]);
  return { ...(Object.fromEntries(others) as Assigned), [objectClass]: [...numbers].sort((a, b) => a - b) };
}

export function choiceOf(numbers: Assigned): ClassChoice {
  return (Object.entries(numbers) as [ObjectClass, readonly number[]][]).flatMap(([objectClass, indices]) => indices.map((index) => ({ index, class: objectClass })));
}
