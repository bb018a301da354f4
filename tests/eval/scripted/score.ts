import { makeContinuity } from '../../../electron/engine/behavior/continuity.ts';
import { makeEpisodes } from '../../../electron/engine/behavior/episodes.ts';
import { behaviors } from '../../../electron/engine/behavior/registry.ts';
import { percentile } from '../../support/percentile.ts';
import type { Scenario } from './scenario.ts';

/** An event may come this much before its definition is met, as boxes tremble, and this much after, to count as found. */
const earlyMs = 500;
const lateMs = 5000;

export type Told = { readonly at: number; readonly tracks: readonly number[] };

/** The events a behaviour raises on a scenario, each at the moment at which a window would hear of it. */
export function tell({ behavior: id, settings, scene, observations }: Scenario): Told[] {
  const behavior = behaviors.find((one) => one.id === id);
  if (behavior === undefined) throw new Error(`there is no behaviour ${id}`);
  const watch = behavior.watch(behavior.settings.parse(settings), scene);
  const continuity = makeContinuity();
  const episodes = makeEpisodes();
  const rule = { ruleId: id, behavior: id, severity: behavior.severity, zone: scene.zone, line: scene.line };
  return observations.flatMap((seen) => {
    const observation = continuity(seen);
    return episodes
      .observe(observation, [{ rule, conditions: watch(observation) }])
      .filter(({ kind }) => kind === 'opened')
      .map(({ episode }) => ({ at: observation.at, tracks: episode.objects.map(({ track }) => track) }));
  });
}

export type BehaviorScore = {
  readonly scenarios: number;
  /** Moments at which the definition is met. */
  readonly n: number;
  readonly found: number;
  readonly falseAlarms: number;
  readonly recall: number;
  readonly precision: number;
  /** After the definition was met; negative where it was told before. */
  readonly delayMs: { readonly median: number | null; readonly p95: number | null };
  /** Scenarios with a wrong answer, by name. */
  readonly wrong: Readonly<Record<string, { missed: number; falseAlarms: number }>>;
};

/** Scores one behaviour's scenarios. Each event answers for at most one truth that shares a track with it. */
export function score(scenarios: readonly Scenario[]): BehaviorScore {
  const delays: number[] = [];
  const wrong: Record<string, { missed: number; falseAlarms: number }> = {};
  let n = 0;
  let falseAlarms = 0;
  for (const scenario of scenarios) {
    const left = tell(scenario);
    let missed = 0;
    for (const { metAt, tracks } of scenario.truths) {
      n++;
      const index = left.findIndex((told) => told.at >= metAt - earlyMs && told.at <= metAt + lateMs && told.tracks.some((track) => tracks.includes(track)));
      const [match] = index < 0 ? [] : left.splice(index, 1);
      if (match === undefined) missed++;
      else delays.push(match.at - metAt);
    }
    falseAlarms += left.length;
    if (missed === 0 && left.length === 0) continue;
    const entry = (wrong[scenario.name] ??= { missed: 0, falseAlarms: 0 });
    entry.missed += missed;
    entry.falseAlarms += left.length;
  }
  const found = delays.length;
  const share = (part: number, whole: number): number => (whole === 0 ? 1 : Math.round((1000 * part) / whole) / 1000);
  return {
    scenarios: scenarios.length,
    n,
    found,
    falseAlarms,
    recall: share(found, n),
    precision: share(found, found + falseAlarms),
    delayMs: { median: percentile(delays, 0.5), p95: percentile(delays, 0.95) },
    wrong,
  };
}
