import type { OutputTensor, PictureSize } from '../detectors/detector.ts';
import type { PoseCard } from '../model-card.ts';
import type { Keypoint, Skeleton } from '../observation.ts';
import type { PoseFamily } from './pose-family.ts';
import { withoutTwins } from './twins.ts';

/*
 * MoveNet multipose: a CenterNet (Zhou et al., Objects as Points, 2019) whose maps have one cell for every 4 pixels. A person is a
 * peak of the centre's heat. From there the network says roughly where each joint is; the joint itself is the cell with the
 * most heat of that joint within the person's box, weighted with the distance from the rough place, plus that cell's
 * offset. The constants are those of the published graph, which does the same for the six best.
 */
const joints = 17;
/** A peak is the highest of the cells so many around it. */
const peakReach = 2;
/** Variance of the weight by distance, as a share of the map's shorter side. */
const spread = 0.300048828125;
/** Joints above this count for the confidence in the person. */
const countedJoint = 0.126953125;
/** Cells whose weight by distance is below this cannot decide. */
const leastWeight = 0.01;
/** More people than this are not looked for in one picture; the published graph stops at six. */
const mostPeople = 12;

type Map = { readonly data: Float32Array; readonly channels: number };
type Maps = Readonly<Record<'centre' | 'centre_offset' | 'size' | 'joints' | 'joint_heat' | 'joint_offset', Map>> & { readonly rows: number; readonly columns: number };

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function at({ data, channels }: Map, cell: number, channel: number): number {
  return data[cell * channels + channel] ?? 0;
}

function mapsOf(outputs: Readonly<Record<string, OutputTensor>>, size: PictureSize, { outputs: ports }: PoseCard): Maps {
  const stride = ports[0]?.stride ?? 4;
  const [rows, columns] = [size.height / stride, size.width / stride];
  const map = (name: string, channels: number): Map => {
    const output = outputs[name];
    if (!output) throw new Error(`the model has no output ${name}`);
    if (output.dims[1] !== rows || output.dims[2] !== columns || output.dims[3] !== channels)
      throw new Error(`a map of ${output.dims.join('x')} does not fit stride ${stride} of a ${size.width}x${size.height} picture`);
    return { data: output.data, channels };
  };
  return {
    rows,
    columns,
    centre: map('centre', 1),
    centre_offset: map('centre_offset', 2),
    size: map('size', 2),
    joints: map('joints', 2 * joints),
    joint_heat: map('joint_heat', joints),
    joint_offset: map('joint_offset', 2 * joints),
  };
}

/** Cells whose centre heat is the highest around them and reaches the least, the hottest first. */
function peaksOf({ centre, rows, columns }: Maps, least: number): number[] {
  const leastLogit = Math.log(least / (1 - least));
  const peaks: number[] = [];
  for (let cell = 0; cell < rows * columns; cell++) {
    const logit = centre.data[cell] ?? -Infinity;
    if (logit >= leastLogit && isPeak(centre.data, logit, cell, rows, columns)) peaks.push(cell);
  }
  return peaks.sort((a, b) => (centre.data[b] ?? 0) - (centre.data[a] ?? 0)).slice(0, mostPeople);
}

function isPeak(heat: Float32Array, logit: number, cell: number, rows: number, columns: number): boolean {
  const [row, column] = [Math.floor(cell / columns), cell % columns];
  for (let y = Math.max(0, row - peakReach); y <= Math.min(rows - 1, row + peakReach); y++)
    for (let x = Math.max(0, column - peakReach); x <= Math.min(columns - 1, column + peakReach); x++)
      if ((heat[y * columns + x] ?? -Infinity) > logit) return false;
  return true;
}

type CellBox = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number };

/** Box of the person at a cell, in cells, within the map. Maps name the vertical first. */
function boxAt(maps: Maps, cell: number): CellBox {
  const y = Math.floor(cell / maps.columns) + at(maps.centre_offset, cell, 0);
  const x = (cell % maps.columns) + at(maps.centre_offset, cell, 1);
  const [height, width] = [Math.max(0, at(maps.size, cell, 0)), Math.max(0, at(maps.size, cell, 1))];
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  return {
    top: within(y - height / 2, maps.rows),
    left: within(x - width / 2, maps.columns),
    bottom: within(y + height / 2, maps.rows),
    right: within(x + width / 2, maps.columns),
  };
}

/** The joint of a person, in cells. */
function jointAt(maps: Maps, cell: number, joint: number, box: CellBox): Keypoint {
  const { columns } = maps;
  const expectedY = Math.floor(cell / columns) + at(maps.joints, cell, 2 * joint);
  const expectedX = (cell % columns) + at(maps.joints, cell, 2 * joint + 1);
  const variance = spread * Math.min(maps.rows, columns);
  const reach = Math.sqrt(-Math.log(leastWeight) * variance);
  let best = -1;
  let confidence = 0;
  for (let y = Math.ceil(Math.max(box.top, expectedY - reach)); y < box.bottom && y <= expectedY + reach; y++)
    for (let x = Math.ceil(Math.max(box.left, expectedX - reach)); x < box.right && x <= expectedX + reach; x++) {
      const heat = sigmoid(at(maps.joint_heat, y * columns + x, joint));
      const weighted = heat * Math.exp(-((y - expectedY) ** 2 + (x - expectedX) ** 2) / variance);
      if (weighted <= confidence) continue;
      confidence = weighted;
      best = y * columns + x;
    }
  // Rough but better than nothing: outside the box the network does not look for the joint itself.
  if (best < 0) return { x: expectedX, y: expectedY, confidence: 0 };
  return {
    x: (best % columns) + at(maps.joint_offset, best, 2 * joint + 1),
    y: Math.floor(best / columns) + at(maps.joint_offset, best, 2 * joint),
    confidence,
  };
}

function skeletonAt(maps: Maps, cell: number, size: PictureSize): Skeleton {
  const box = boxAt(maps, cell);
  const found = Array.from({ length: joints }, (_, joint) => jointAt(maps, cell, joint, box));
  const counted = found.filter(({ confidence }) => confidence > countedJoint);
  const mean = counted.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, counted.length);
  const scaleX = size.width / maps.columns / size.pictureWidth;
  const scaleY = size.height / maps.rows / size.pictureHeight;
  return {
    keypoints: found.map(({ x, y, confidence }) => ({ x: x * scaleX, y: y * scaleY, confidence })),
    box: { left: box.left * scaleX, top: box.top * scaleY, width: (box.right - box.left) * scaleX, height: (box.bottom - box.top) * scaleY },
    confidence: sigmoid(maps.centre.data[cell] ?? -Infinity) * mean,
    track: null,
  };
}

export const family: PoseFamily = {
  decode(outputs, size, card) {
    const maps = mapsOf(outputs, size, card);
    const people = peaksOf(maps, card.least).map((cell) => skeletonAt(maps, cell, size));
    return withoutTwins(people.filter(({ confidence }) => confidence >= card.least).sort((a, b) => b.confidence - a.confidence));
  },
};
