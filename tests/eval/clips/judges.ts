import { Scene } from '../../../electron/contract/scene.ts';
import { behaviors } from '../../../electron/engine/behavior/registry.ts';
import type { Observation } from '../../../electron/engine/vision/observation.ts';

/** How clips are judged for a behaviour. */
export type Judge = {
  /** The rule at its default settings, for the whole picture. */
  readonly scene: Scene;
  /** From this score on the behaviour alarms. */
  readonly threshold: number;
  /** Says after each observation of a clip how strongly the behaviour was there so far. */
  readonly score: () => (observation: Observation) => number;
};

/**
 * Settings that suit clips of two seconds: there the model can look once, and as many are fights as are not; a camera, where fights are rare,
 * waits for more than one look and for a higher score.
 */
const forClips: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { fight: { seconds: 0, score: 0.5 } };

/** A behaviour that says itself how strongly it is there at every observation: the clip's score is the strongest moment. */
function strongestMoment(id: string): Judge | null {
  const behavior = behaviors.find((known) => known.id === id);
  if (behavior?.score === undefined || behavior.place !== 'picture') return null;
  return {
    scene: Scene.parse({ behaviors: [{ id: 'clip', behavior: id, settings: forClips[id] ?? {} }] }),
    threshold: 0.5,
    score: () => {
      const scoreOf = behavior.score?.(behavior.settings.parse({}), { zone: null, line: null, ground: null });
      let most = 0;
      return (observation) => (most = Math.max(most, scoreOf?.(observation) ?? 0));
    },
  };
}

/** By what `--behavior` names. */
export const judges: Readonly<Record<string, Judge>> = Object.fromEntries(
  behaviors.flatMap(({ id }) => {
    const judge = strongestMoment(id);
    return judge === null ? [] : [[id, judge]];
  }),
);
