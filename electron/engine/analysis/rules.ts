import type { Scene } from '../../contract/scene.ts';
import type { Behavior, BehaviorWatch } from '../behavior/behavior.ts';
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
  /** Whether a rule needs that from vision. */
  readonly needs: (what: Behavior['needs'][number]) => boolean;
  /** Replaces the scene. What did not change goes on; a changed or missing rule ends its episodes. @throws SceneError */
  readonly setScene: (scene: Scene) => readonly EpisodeChange[];
  /** Ends every episode and forgets what was seen; the scene stays. */
  readonly reset: () => readonly EpisodeChange[];
};

/** Watches all rules of one scene together. */
export function createRules(): Rules {
  const episodes = makeEpisodes();
  let continuity = makeContinuity();
  let watched = new Map<string, Watched>();

  return {
    judge(seen) {
      const observation = continuity(seen);
      const found = [...watched.values()].map(({ rule, watch }) => ({ rule, conditions: watch(observation) }));
      const changes = episodes.observe(observation, found);
      return { observation, changes, alarmed: episodes.alarmedTracks() };
    },
    needs: (what) => [...watched.values()].some(({ rule }) => rule.needs.includes(what)),
    setScene(scene) {
      const next = new Map<string, Watched>();
      const changes: EpisodeChange[] = [];
      for (const rule of parseRules(scene)) {
        const settings = scene.behaviors.find(({ id }) => id === rule.ruleId)?.settings;
        const key = JSON.stringify([rule.behavior, rule.severity, rule.zone, rule.line, settings]);
        const before = watched.get(rule.ruleId);
        if (before?.key === key) next.set(rule.ruleId, before);
        else next.set(rule.ruleId, { key, rule, watch: rule.start() });
      }
      for (const [ruleId, { key }] of watched) if (next.get(ruleId)?.key !== key) changes.push(...episodes.closeRule(ruleId));
      watched = next;
      return changes;
    },
    reset() {
      continuity = makeContinuity();
      watched = new Map([...watched].map(([ruleId, { key, rule }]) => [ruleId, { key, rule, watch: rule.start() }]));
      return episodes.close();
    },
  };
}
