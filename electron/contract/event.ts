import { z } from 'zod';
import { CameraId } from './camera.ts';
import { RelativeBox } from './geometry.ts';
import { Line, ObjectClass, Severity, Zone } from './scene.ts';

export const EventId = z.uuidv7();
export const EventState = z.enum(['open', 'confirmed', 'dismissed']);
export type EventState = z.infer<typeof EventState>;

/** Why an event was dismissed; 1 to 6 on the keyboard in this order. */
export const dismissReasons = ['no-person', 'harmless', 'authorized', 'weather-light', 'animal', 'other'] as const;
export const DismissReason = z.enum(dismissReasons);

/** A measured value against its threshold: what made the alarm. `measure` is a key with a text in both languages. */
export const Reason = z.object({
  measure: z.string(),
  value: z.number(),
  threshold: z.number(),
  unit: z.enum(['s', 'm', 'm/s', '1/m²', '°', 'ratio', 'relative', 'count', 'px/s', '']),
  /** How far the value may be off, in its unit (one standard deviation); absent where nobody can say. */
  uncertainty: z.number().min(0).optional(),
  /** Id and version of the model that gave the value. */
  model: z.string().max(80).optional(),
  /** The threshold is the most that is allowed; otherwise the least that is needed. */
  atMost: z.literal(true).optional(),
  /** What it was measured of, where that is not the object itself: another rule of the scene or an outside input. */
  about: z.union([z.object({ behavior: z.string().max(64), place: z.string().max(60).nullable() }), z.object({ input: z.string().max(64) })]).optional(),
});
export type Reason = z.infer<typeof Reason>;

/** What an event may be about: what detectors tell apart, and things left or taken, which no detector names. */
export const EventObjectClass = z.enum([...ObjectClass.options, 'thing']);
export type EventObjectClass = z.infer<typeof EventObjectClass>;

/**
 * An object that took part: its track number within the camera's run, class, best confidence and path. Things are
 * numbered by themselves, so that a thing may have the number of a track; their confidence is 1, and their path is
 * where they stand, from its first to its last moment.
 */
export const EventObject = z.object({
  track: z.number().int(),
  class: EventObjectClass,
  confidence: z.number(),
  path: z.array(z.object({ at: z.number(), box: RelativeBox })),
});
export type EventObject = z.infer<typeof EventObject>;

export const ClipState = z.enum(['pending', 'ready', 'none', 'failed']);

export const Decision = z.object({
  at: z.number(),
  by: z.string(),
  state: EventState,
  reason: DismissReason.nullable(),
  note: z.string(),
});
export type Decision = z.infer<typeof Decision>;

/** The decision that holds now: the latest that nobody took back. To take it back its id has to be named. */
export const StandingDecision = Decision.extend({ id: z.number().int() });
export type StandingDecision = z.infer<typeof StandingDecision>;

/** A row of the queue. Times are epoch milliseconds (UTC). */
export const EventSummary = z.object({
  id: EventId,
  cameraId: CameraId,
  cameraName: z.string(),
  behavior: z.string(),
  severity: Severity,
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  state: EventState,
  clip: ClipState,
  hasPicture: z.boolean(),
  /** The zone's or line's name at the time. */
  place: z.string().nullable(),
});
export type EventSummary = z.infer<typeof EventSummary>;

export const EventDetail = EventSummary.extend({
  objects: z.array(EventObject),
  reasons: z.array(Reason),
  zone: Zone.nullable(),
  line: Line.nullable(),
  /** Wall-clock time of the clip's first frame and its length; null until it is ready. */
  clipStartedAt: z.number().nullable(),
  clipDurationMs: z.number().nullable(),
  history: z.array(Decision),
  /** Not in the data that pictures and clips carry: ids belong to one database. */
  standing: StandingDecision.nullable().default(null),
});
export type EventDetail = z.infer<typeof EventDetail>;

export const EventFilter = z.object({
  cameras: z.array(CameraId).max(500).optional(),
  behaviors: z.array(z.string()).max(64).optional(),
  severities: z.array(Severity).optional(),
  states: z.array(EventState).optional(),
  from: z.number().optional(),
  to: z.number().optional(),
});
export type EventFilter = z.infer<typeof EventFilter>;
