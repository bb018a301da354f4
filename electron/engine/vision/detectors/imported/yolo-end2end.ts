import { coco80, namesIn } from './class-names.ts';
import { plainFeed, type ImportedFamily, type ModelDetection } from './imported-family.ts';
import { detectionOf, leastConfidence, outputOf, stridesFor, surestFirst } from './rows.ts';

/*
 * YOLOv10, YOLO26 and Ultralytics' exports with `nms=True`: one output [1, boxes, 6] in pixels, corners, confidence and the
 * number of the class; the model itself has left out what it found twice. What is no object has the confidence 0.
 */
const numbers = 6;
const mostBoxes = 1000;

export const family: ImportedFamily = {
  id: 'yolo-end2end',
  recognise({ width, height, takesSizes, outputs, metadata }) {
    const [[name, dims] = ['', []], ...others] = Object.entries(outputs);
    const [batch, count = 0, last] = dims;
    if (takesSizes || others.length > 0 || dims.length !== 3 || batch !== 1 || last !== numbers || count > mostBoxes) return null;
    // Of one class, YOLOX has rows of six numbers too, one for each cell.
    if (stridesFor(count, width, height) !== null) return null;
    const names = namesIn(metadata) ?? coco80;
    return { feed: { ...plainFeed, way: 'letterbox' }, outputs: { rows: name }, settings: {}, classCount: names.length, names };
  },
  decode(outputs, size, { classes }) {
    const { data, dims } = outputOf(outputs, 'rows', 3);
    if (dims[2] !== numbers) throw new Error(`rows of ${String(dims[2])} numbers instead of ${numbers}`);
    const watched = new Map(classes.map((each) => [each.index, each]));
    const found: ModelDetection[] = [];
    for (let at = 0; at < data.length; at += numbers) {
      const [left = 0, top = 0, right = 0, bottom = 0, confidence = 0, index = -1] = data.subarray(at, at + numbers);
      const used = watched.get(Math.round(index));
      if (used === undefined || !(confidence >= leastConfidence)) continue;
      const detection = detectionOf({ left, top, right, bottom }, { ...used, confidence: Math.min(1, confidence) }, size);
      if (detection !== null) found.push(detection);
    }
    return surestFirst(found);
  },
};
