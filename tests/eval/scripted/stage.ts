import type { StreetPoint } from '../../support/street-camera.ts';
import type { Scenario, Truth } from './scenario.ts';
import { film, lineOf, zoneOf, type Actor, type Rectangle, type View } from './street.ts';

/** A scene in metres, before a camera sees it. */
export type Staged = {
  readonly name: string;
  readonly settings?: Scenario['settings'];
  readonly zone?: Rectangle;
  readonly line?: readonly [StreetPoint, StreetPoint];
  readonly actors: readonly Actor[];
  readonly untilMs: number;
  readonly truths?: readonly Truth[];
};

/** Everything staged for one behaviour, in the variation of a view. */
export type Stage = (view: View) => readonly Staged[];

export function shoot(behavior: string, view: View, { name, settings = {}, zone, line, actors, untilMs, truths = [] }: Staged): Scenario {
  const { camera, calibrated } = view;
  const scene = { zone: zone ? zoneOf(camera, zone) : null, line: line ? lineOf(camera, ...line) : null, ground: calibrated ? camera.ground : null };
  return { name, behavior, settings, scene, observations: film(view, actors, untilMs), truths };
}
