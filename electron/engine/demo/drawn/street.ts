import { Canvas, type Colour } from './canvas.ts';
import { paintCar, paintWalker, type Clothes } from './figures.ts';

export const drawnSize = { width: 960, height: 540, fps: 10 } as const;
/** The scene repeats after this long. */
export const drawnLoopMs = 40_000;

function paintBackground(): Canvas {
  const canvas = new Canvas(drawnSize.width, drawnSize.height);
  const { width, height } = canvas;
  const area = (left: number, top: number, right: number, bottom: number, colour: Colour): void =>
    canvas.polygon([[left, top], [right, top], [right, bottom], [left, bottom]], colour);
  area(0, 0, width, 210, [128, 112, 100]);
  for (let y = 0; y < 210; y += 14) area(0, y, width, y + 1.5, [112, 97, 86]);
  for (const left of [40, 230, 420, 830]) {
    area(left - 6, 24, left + 116, 134, [92, 80, 72]);
    area(left, 30, left + 110, 128, [62, 74, 86]);
    area(left + 53, 30, left + 57, 128, [150, 146, 140]);
    area(left, 76, left + 110, 80, [150, 146, 140]);
  }
  area(690, 40, 800, 210, [74, 58, 48]);
  area(700, 50, 743, 210, [92, 74, 60]);
  area(747, 50, 790, 210, [92, 74, 60]);
  area(0, 210, width, 330, [146, 146, 142]);
  for (let x = -60; x < width + 120; x += 80) canvas.polygon([[x + 30, 210], [x + 32, 210], [x - 28, 330], [x - 31, 330]], [132, 132, 128]);
  for (const y of [238, 276]) area(0, y, width, y + 1.5, [132, 132, 128]);
  area(0, 330, width, 342, [172, 170, 164]);
  area(0, 342, width, height, [74, 76, 80]);
  for (let x = 20; x < width; x += 150) canvas.polygon([[x, 440], [x + 80, 440], [x + 76, 447], [x - 4, 447]], [196, 196, 190]);
  canvas.grain(7, 20261123);
  return canvas;
}

type Way = { readonly fromX: number; readonly toX: number; readonly y: number; readonly startMs: number; readonly endMs: number };
type Walk = Way & { readonly height: number; readonly clothes: Clothes };
type Drive = Way & { readonly length: number; readonly colour: Colour };

const walks: readonly Walk[] = [
  { fromX: -60, toX: 1020, y: 318, startMs: 1000, endMs: 17_000, height: 170, clothes: { coat: [52, 66, 104], trousers: [44, 44, 50], hair: [30, 26, 24] } },
  { fromX: 1030, toX: -70, y: 300, startMs: 9000, endMs: 27_000, height: 156, clothes: { coat: [140, 44, 44], trousers: [60, 62, 78], hair: [52, 38, 28] } },
  { fromX: -60, toX: 1020, y: 322, startMs: 24_000, endMs: 39_500, height: 174, clothes: { coat: [66, 92, 66], trousers: [88, 80, 66], hair: [24, 22, 22] } },
];
const drives: readonly Drive[] = [
  { fromX: -260, toX: 1220, y: 512, startMs: 4000, endMs: 9500, length: 330, colour: [168, 172, 178] },
  { fromX: 1230, toX: -270, y: 424, startMs: 19_000, endMs: 25_500, length: 270, colour: [150, 40, 38] },
  { fromX: -260, toX: 1220, y: 512, startMs: 31_000, endMs: 36_000, length: 330, colour: [40, 62, 110] },
];

function placeOf({ fromX, toX, startMs, endMs }: Way, atMs: number): { x: number; heading: 1 | -1; walked: number } | null {
  if (atMs < startMs || atMs > endMs) return null;
  const share = (atMs - startMs) / (endMs - startMs);
  return { x: fromX + (toX - fromX) * share, heading: toX > fromX ? 1 : -1, walked: Math.abs(toX - fromX) * share };
}

/** Makes the painter of the drawn street: call it with the time in the loop, it gives RGB24 of `drawnSize`. */
export function createStreet(): (atMs: number) => Uint8Array {
  const background = paintBackground();
  const canvas = new Canvas(drawnSize.width, drawnSize.height);
  return (atMs) => {
    canvas.copyFrom(background);
    const time = atMs % drawnLoopMs;
    const shown = [
      ...walks.map((walk) => ({ y: walk.y, paint: (): void => paintWalk(canvas, walk, time) })),
      ...drives.map((drive) => ({ y: drive.y, paint: (): void => paintDrive(canvas, drive, time) })),
    ];
    for (const { paint } of shown.sort((a, b) => a.y - b.y)) paint();
    return canvas.data;
  };
}

function paintWalk(canvas: Canvas, walk: Walk, time: number): void {
  const place = placeOf(walk, time);
  if (place) paintWalker(canvas, place.x, walk.y, walk.height, (place.walked / walk.height) * 5.2, place.heading, walk.clothes);
}

function paintDrive(canvas: Canvas, drive: Drive, time: number): void {
  const place = placeOf(drive, time);
  if (place) paintCar(canvas, place.x, drive.y, drive.length, place.heading, drive.colour);
}
