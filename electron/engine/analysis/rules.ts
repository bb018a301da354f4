import type { Scene } from '../../contract/scene.ts';
import type { BehaviorWatch, Need } from '../behavior/behavior.ts';
import { makeCombinator, type ObservationClock, requiredFirst } from '../behavior/conditions/combine.ts';
import { makeInputs } from '../behavior/conditions/inputs.ts';
import { makeContinuity } from '../behavior/continuity.ts';
import type { EpisodeChange } from '../behavior/episode.ts';
import { makeEpisodes } from '../behavior/episodes.ts';
import { parseRules } from '../behavior/parse-scene.ts';
import type { ParsedRule } from '../behavior/registry.ts';
import type { Observation } from '../vision/observation.ts';

type Watched = { readonly key: string; readonly rule: ParsedRule; readonly watch: BehaviorWatch };

export type Judged = {
  /** The observation with ids that go on when an object was lost and found. */
  readonly observation: Observation;
  readonly changes: readonly EpisodeChange[];
  /** Tracks that take part in an open episode. */
  readonly alarmed: ReadonlySet<number>;
};

export type Rules = {
  /** Takes the next observation; without rules tracks still go through. */
  readonly judge: (observation: Observation) => Judged;
  /** Replaces the scene. What did not change goes on; a changed or missing rule ends its episodes. @throws SceneError */
  readonly setScene: (scene: Scene) => readonly EpisodeChange[];
  /** Whether any rule that is watched asks for a witness. */
  readonly needs: (need: Need) => boolean;
  /** Ends every episode and forgets what was seen; the scene stays, and so do counts and cool-downs unless the clock went back. */
  readonly reset: () => readonly EpisodeChange[];
  /** Takes the state of an outside input at a wall-clock moment; it outlasts scenes and resets. */
  readonly input: (input: string, active: boolean, at: number) => void;
};

/** Watches all rules of one scene together. */
export function createRules({ clock = 'wall' }: { readonly clock?: ObservationClock } = {}): Rules {
  const episodes = makeEpisodes();
  const inputs = makeInputs();
  const combinator = makeCombinator({ inputs, clock });
  let continuity = makeContinuity();
  let watched = new Map<string, Watched>();

  return {
    judge(seen) {
      const observation = continuity(seen);
      const found = [...watched.values()].map(({ rule, watch }) => ({ rule, conditions: watch(observation) }));
      const changes = episodes.observe(observation, combinator.combine(observation, found));
      return { observation, changes, alarmed: episodes.alarmedTracks() };
    },
    setScene(scene) {
      const next = new Map<string, Watched>();
      const changes: EpisodeChange[] = [];
      for (const rule of requiredFirst(parseRules(scene))) {
        const settings = scene.behaviors.find(({ id }) => id === rule.ruleId)?.settings;
        const key = JSON.stringify([rule.behavior, rule.severity, rule.zone, rule.line, settings, rule.conditions, rule.raises, scene.ground]);
        const before = watched.get(rule.ruleId);
        if (before?.key === key) next.set(rule.ruleId, before);
        else next.set(rule.ruleId, { key, rule, watch: rule.start() });
      }
      for (const [ruleId, { key }] of watched) {
        if (next.get(ruleId)?.key === key) continue;
        combinator.forget(ruleId);
        changes.push(...episodes.closeRule(ruleId));
      }
      watched = next;
      return changes;
    },
    needs: (need) => [...watched.values()].some(({ rule }) => rule.needs.includes(need)),
    reset() {
      continuity = makeContinuity();
      combinator.forgetObjects();
      watched = new Map([...watched].map(([ruleId, { key, rule }]) => [ruleId, { key, rule, watch: rule.start() }]));
      return episodes.close();
    },
    input: (input, active, at) => inputs.report(input, active, at),
  };
}
