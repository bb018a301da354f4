import type { DetectorFamilyId } from '../../../../contract/detector.ts';
import { family as dFine } from './d-fine.ts';
import type { ImportedFamily } from './imported-family.ts';
import { family as nanodet } from './nanodet.ts';
import { family as rfDetr } from './rf-detr.ts';
import { family as rtDetr } from './rt-detr.ts';
import { family as yoloEnd2end } from './yolo-end2end.ts';
import { family as yolov5 } from './yolov5.ts';
import { family as yolov8 } from './yolov8.ts';
import { family as yolox } from './yolox.ts';

/** In the order in which they are asked: those that can be told surely come before those that are told by what is left. */
export const families: readonly ImportedFamily[] = [dFine, rfDetr, nanodet, yolov8, yolov5, yoloEnd2end, yolox, rtDetr];

export function familyOf(id: DetectorFamilyId): ImportedFamily {
  const family = families.find((each) => each.id === id);
  if (family === undefined) throw new Error(`no family ${id}`);
  return family;
}
