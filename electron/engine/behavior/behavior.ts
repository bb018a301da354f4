import type { z } from 'zod';
import type { Reason } from '../../contract/event.ts';
import type { Line, Severity, Zone } from '../../contract/scene.ts';
import type { Words } from '../../contract/words.ts';
import type { Observation } from '../vision/observation.ts';

/**
 * Something that is the case at one observation. The same `subject` on consecutive observations is one going-on, and
 * becomes one event; a behaviour never has to remember whether it already alarmed.
 */
export type Condition = {
  /** Stable key of what it is about, e.g. `track:17` or `pair:3-9`. */
  readonly subject: string;
  /** Tracks that take part; empty for states of the camera. */
  readonly tracks: readonly number[];
  readonly reasons: readonly Reason[];
  /** When it began, which may lie before the observation that proved it. */
  readonly since: number;
  /** Last moment it was certainly so; absent means this observation. Lets an absence that is tolerated not count as part of it. */
  readonly until?: number;
};

/** Watches one rule over time: give it every observation in order, it says what is the case now. */
export type BehaviorWatch = (observation: Observation) => readonly Condition[];

export type BehaviorPlace = { readonly zone: Zone | null; readonly line: Line | null };

/**
 * A behaviour is one file in this folder that exports one of these as `behavior`. `settings` is a strict zod object
 * whose fields are made with `setting(schema, { title, explanation, unit?, step?, choices? })` in both languages: forms are
 * generated from it. The file is entered once, in the list of `registry.ts`.
 * `watch` is pure: its answers depend only on settings, place and the observations given.
 */
export type Behavior<S extends z.ZodObject = z.ZodObject> = {
  readonly id: string;
  readonly title: Words;
  readonly explanation: Words;
  readonly severity: Severity;
  /** What has to be drawn for it. One that watches the picture is kept to a zone where its rule names one. */
  readonly place: 'zone' | 'line' | 'picture';
  /** What vision has to deliver for it; decides which models run for a camera. */
  readonly needs: readonly ('tracks' | 'skeletons' | 'camera-state')[];
  readonly settings: S;
  /** Texts of the measures that its reasons name. */
  readonly measures: Readonly<Record<string, Words>>;
  /** How long after `since` a condition may be told first, since it has to last before it counts; absent means at once. */
  provedWithinMs?(settings: z.output<S>): number;
  watch(settings: z.output<S>, place: BehaviorPlace): BehaviorWatch;
  /**
   * How strongly the behaviour is there at each observation, 0..1, also far below what alarms; from 0.5 on it does. Only
   * for measuring: `tests/eval/clips` makes the curve of hits against false alarms of it.
   */
  score?(settings: z.output<S>, place: BehaviorPlace): (observation: Observation) => number;
};
