import { z } from 'zod';
import { CameraId } from './camera.ts';

/** What became of the events of one week. `from` is its beginning, epoch ms. */
export const QualityWeek = z.object({ from: z.number(), confirmed: z.number().int(), dismissed: z.number().int(), open: z.number().int() });
export type QualityWeek = z.infer<typeof QualityWeek>;

/** Of one behaviour at one camera, week by week, the oldest first. Weeks without events are there too. */
export const QualityRow = z.object({ behavior: z.string(), cameraId: CameraId, cameraName: z.string(), weeks: z.array(QualityWeek) });
export type QualityRow = z.infer<typeof QualityRow>;

/** One possible threshold and what of the decided events it would still have raised. */
export const OperatingPoint = z.object({ threshold: z.number(), confirmed: z.number().int(), dismissed: z.number().int() });
export type OperatingPoint = z.infer<typeof OperatingPoint>;

/** How a rule would have fared with other values of one of its thresholds, by what reviewers decided. */
export const OperatingCurve = z.object({
  cameraId: CameraId,
  cameraName: z.string(),
  ruleId: z.string(),
  behavior: z.string(),
  place: z.string().nullable(),
  /** Key of the setting, a field of the behaviour's card. */
  setting: z.string(),
  current: z.number(),
  /** Decided events that the curve was made of. */
  confirmed: z.number().int(),
  dismissed: z.number().int(),
  /** Time between the first and the last of them, days; at least one. */
  days: z.number(),
  /** Rising thresholds, the one in force among them. */
  points: z.array(OperatingPoint),
  /** The threshold that spares most dismissed events and loses hardly a confirmed one; null where nothing would be won. */
  proposed: z.number().nullable(),
});
export type OperatingCurve = z.infer<typeof OperatingCurve>;

/** A threshold to put in force. Refused with `conflict` when `before` is not the one in force any more. */
export const Refit = z.object({ cameraId: CameraId, ruleId: z.string().max(64), setting: z.string().max(64), before: z.number(), after: z.number() });
export type Refit = z.infer<typeof Refit>;
