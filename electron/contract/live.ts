import { z } from 'zod';
import { RelativeBox } from './geometry.ts';
import { ObjectClass } from './scene.ts';

/**
 * The live feed of one tile: binary messages from a camera worker straight to a window.
 * Byte 0 is the kind; the rest depends on it:
 *   1 config   UTF-8 JSON (LiveConfig); again whenever codec or size change
 *   2 packet   byte 1: 1 for a key frame; bytes 2-9: float64 LE wall-clock ms of the frame; bytes 10-: the access unit (Annex-B)
 *   3 overlay  UTF-8 JSON (LiveOverlay)
 *   4 state    UTF-8 JSON (LiveState)
 */
export const liveKind = { config: 1, packet: 2, overlay: 3, state: 4 } as const;
export const livePacketHeaderBytes = 10;

export const LiveConfig = z.object({
  /** WebCodecs codec string, e.g. avc1.64001f or hev1.1.6.L93.B0. */
  codec: z.string(),
  width: z.number(),
  height: z.number(),
});
export type LiveConfig = z.infer<typeof LiveConfig>;

/** Tracks of the analysed frame whose wall-clock time is `at`. `alarmed` tracks take part in an open event. */
export const LiveOverlay = z.object({
  at: z.number(),
  tracks: z.array(
    z.object({ id: z.number(), class: ObjectClass, confidence: z.number(), box: RelativeBox, alarmed: z.boolean() }),
  ),
});
export type LiveOverlay = z.infer<typeof LiveOverlay>;

/** Packets left out because the window was too slow to take them, since the tile was opened. */
export const LiveState = z.object({ skipped: z.number() });
export type LiveState = z.infer<typeof LiveState>;

export const LiveStream = z.enum(['main', 'sub']);
export type LiveStream = z.infer<typeof LiveStream>;
