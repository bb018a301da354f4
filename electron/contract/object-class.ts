import { z } from 'zod';

/** What detectors tell apart; COCO names. */
export const ObjectClass = z.enum(['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck']);
export type ObjectClass = z.infer<typeof ObjectClass>;

/** An imported detector is known by the SHA-256 of its file. */
export const DetectorId = z.string().regex(/^[0-9a-f]{64}$/);
export type DetectorId = z.infer<typeof DetectorId>;

/** Names a zone, line or rule within its scene, and an outside input of a camera. */
export const SceneId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
