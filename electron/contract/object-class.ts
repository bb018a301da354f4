import { z } from 'zod';

/** What detectors tell apart; COCO names. */
export const ObjectClass = z.enum(['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck']);
export type ObjectClass = z.infer<typeof ObjectClass>;

/** Names a zone, line or rule within its scene, and an outside input of a camera. */
export const SceneId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
