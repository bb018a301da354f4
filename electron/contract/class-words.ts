import type { EventObjectClass } from './event.ts';
import type { ObjectClass } from './scene.ts';
import type { Words } from './words.ts';

/** The names of what detectors tell apart, for people. */
export const classWords: Readonly<Record<ObjectClass, Words>> = {
  person: { 'zh-CN': '人员', en: 'Person' },
  bicycle: { 'zh-CN': '自行车', en: 'Bicycle' },
  car: { 'zh-CN': '小型车', en: 'Car' },
  motorcycle: { 'zh-CN': '摩托车、电动车', en: 'Motorcycle' },
  bus: { 'zh-CN': '客车', en: 'Bus' },
  truck: { 'zh-CN': '货车', en: 'Truck' },
};

/** The names of what events are about. */
export const eventObjectWords: Readonly<Record<EventObjectClass, Words>> = {
  ...classWords,
  thing: { 'zh-CN': '物品', en: 'Thing' },
};
