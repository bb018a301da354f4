import type { ObjectClass } from '../../../../contract/object-class.ts';

/** The 80 classes of COCO as detectors count them. */
export const coco80: readonly string[] = (
  'person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,stop sign,parking meter,bench,bird,cat,dog,horse,sheep,cow,' +
  'elephant,bear,zebra,giraffe,backpack,umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,sports ball,kite,baseball bat,baseball glove,skateboard,' +
  'surfboard,tennis racket,bottle,wine glass,cup,fork,knife,spoon,bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,' +
  'potted plant,bed,dining table,toilet,tv,laptop,mouse,remote,keyboard,cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,' +
  'teddy bear,hair drier,toothbrush'
).split(',');

/** Numbers of COCO's categories that were never used, so that 80 classes lie within 1 to 90. */
const unused = new Set([0, 12, 26, 29, 30, 45, 66, 68, 69, 71, 83]);

/** The classes by the numbers of COCO's own categories, 0 to 90; empty where there is none. */
export const coco91: readonly string[] = (() => {
  const names = [...coco80];
  return Array.from({ length: 91 }, (_, number) => (unused.has(number) ? '' : (names.shift() ?? '')));
})();

const classOf: Readonly<Record<string, ObjectClass>> = {
  person: 'person', people: 'person', pedestrian: 'person', human: 'person', man: 'person', woman: 'person', 人: 'person', 行人: 'person', 人员: 'person',
  bicycle: 'bicycle', bike: 'bicycle', cyclist: 'bicycle', 自行车: 'bicycle',
  car: 'car', van: 'car', sedan: 'car', suv: 'car', taxi: 'car', automobile: 'car', 汽车: 'car', 小汽车: 'car', 轿车: 'car', 面包车: 'car',
  motorcycle: 'motorcycle', motorbike: 'motorcycle', motor: 'motorcycle', scooter: 'motorcycle', moped: 'motorcycle', tricycle: 'motorcycle', 'awning tricycle': 'motorcycle',
  摩托车: 'motorcycle', 电动车: 'motorcycle', 三轮车: 'motorcycle',
  bus: 'bus', coach: 'bus', minibus: 'bus', 客车: 'bus', 公交车: 'bus',
  truck: 'truck', lorry: 'truck', pickup: 'truck', trailer: 'truck', 卡车: 'truck', 货车: 'truck',
};

/** What of the program's own classes a model means by a name; null for everything that the program does not watch. */
export function objectClassOf(name: string): ObjectClass | null {
  const plain = name.trim().toLowerCase().replaceAll(/[\s_-]+/g, ' ');
  return Object.hasOwn(classOf, plain) ? (classOf[plain] ?? null) : null;
}

/**
 * Names that a file gives its classes, by their number. Ultralytics writes a Python dictionary or list
 * (`{0: 'person', 1: 'car'}`), others JSON. Null where there are none, or what is there is neither.
 */
export function namesIn(metadata: ReadonlyMap<string, string>): readonly string[] | null {
  const text = metadata.get('names') ?? metadata.get('classes') ?? metadata.get('labels');
  if (text === undefined) return null;
  const names: string[] = [];
  const entry = /(?:(?:["']?(\d{1,5})["']?)\s*:\s*)?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")(?!\s*:)/g;
  for (const [, number, single, double] of text.matchAll(entry)) names[number === undefined ? names.length : Number(number)] = (single ?? double ?? '').slice(0, 100);
  return names.length === 0 ? null : Array.from(names, (name) => (name as string | undefined) ?? '');
}

/** `class0`, `label_3`, `7`: it counts and says nothing. */
const onlyCounts = /^(?:class|cls|label|object|obj|item|category|类别?|目标)?[\s_#-]*\d+$/i;

/** Names as people are shown them: bounded, and empty where they say nothing. */
export function toldNames(names: readonly string[]): string[] {
  return names.map((name) => (onlyCounts.test(name.trim()) ? '' : name.trim().slice(0, 60)));
}

/** Names for a model's classes: the file's own, else those of COCO where the number is COCO's. Null: nobody knows what it finds. */
export function namesFor(count: number, metadata: ReadonlyMap<string, string>): readonly string[] | null {
  const own = namesIn(metadata);
  if (own !== null && own.length === count) return own;
  if (count === coco80.length) return coco80;
  return count === coco91.length ? coco91 : null;
}
