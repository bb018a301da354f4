import type { z } from 'zod';
import type { BehaviorCard } from '../../contract/behavior.ts';
import type { Reason } from '../../contract/event.ts';
import type { Line, Severity, Zone } from '../../contract/scene.ts';
import type { Words } from '../../contract/words.ts';
import type { Observation } from '../vision/observation.ts';
import type { GroundPlane } from './ground-plane.ts';

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

/** Witnesses of an observation that a behaviour can ask for. */
export type Need = 'tracks' | 'skeletons' | 'fights' | 'things' | 'camera-state';

/** Watches one rule over time: give it every observation in order, it says what is the case now. */
export type BehaviorWatch = (observation: Observation) => readonly Condition[];

/** Where a rule watches. `ground` is null while nobody has measured the camera's ground. */
export type BehaviorPlace = { readonly zone: Zone | null; readonly line: Line | null; readonly ground: GroundPlane | null };

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
  /** What has to be drawn for it. `zone-and-line`: the line is an arrow. `picture`: nothing, but a zone may narrow it. */
  readonly place: BehaviorCard['place'];
  /** What vision has to deliver for it; decides which models run for a camera. */
  readonly needs: readonly Need[];
  readonly settings: S;
  /** Texts of the measures that its reasons name. */
  readonly measures: Readonly<Record<string, Words>>;
  /**
   * Measures that say how surely or how strongly, with the settings that hold their thresholds: a greater value is a
   * clearer case. What reviewers decide can be used to fit these settings; what defines the behaviour does not belong here.
   */
  readonly thresholds?: Readonly<Record<string, keyof z.output<S> & string>>;
  /** How long after `since` a condition may be told first, since it has to last before it counts; absent means at once. */
  provedWithinMs?(settings: z.output<S>): number;
  watch(settings: z.output<S>, place: BehaviorPlace): BehaviorWatch;
  /**
   * How strongly the behaviour is there at each observation, 0..1, also far below what alarms; from 0.5 on it does. Only
   * for measuring: `tests/eval/clips` makes the curve of hits against false alarms of it.
   */
  score?(settings: z.output<S>, place: BehaviorPlace): (observation: Observation) => number;
};
