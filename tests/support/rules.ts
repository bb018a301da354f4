import { Scene } from '../../electron/contract/scene.ts';
import { createRules, type Rules } from '../../electron/engine/analysis/rules.ts';
import type { Episode, EpisodeChange } from '../../electron/engine/behavior/episode.ts';
import type { Observation } from '../../electron/engine/vision/observation.ts';
import { middleLine, middleZone, film } from './observations.ts';

/** A second zone, beside the middle one. */
export const rightZone = { id: 'right', name: 'right', points: [{ x: 0.7, y: 0.4 }, { x: 0.9, y: 0.4 }, { x: 0.9, y: 0.6 }, { x: 0.7, y: 0.6 }] };

export const places = {
  outside: { x: 0.1, y: 0.5 },
  middle: { x: 0.5, y: 0.5 },
  right: { x: 0.8, y: 0.5 },
};

/** The rules of a scene with the zones `middle` and `right` and a line across, watched as in a worker. */
export function watch(behaviors: readonly unknown[], rules: Rules = createRules()): Rules & { readonly scene: (behaviors: readonly unknown[]) => readonly EpisodeChange[] } {
  const scene = (list: readonly unknown[]) => rules.setScene(Scene.parse({ zones: [middleZone, rightZone], lines: [middleLine], behaviors: list }));
  scene(behaviors);
  return { ...rules, scene };
}

/** The way of somebody who is at a place within each span of seconds, and outside otherwise. */
export function stays(...spans: readonly (readonly [from: number, to: number, place?: keyof typeof places])[]): (at: number) => { x: number; y: number } {
  return (at) => {
    const span = spans.find(([from, to]) => at >= from * 1000 && at < to * 1000);
    return span === undefined ? places.outside : places[span[2] ?? 'middle'];
  };
}

/** Events that begin while the observations are judged, with the time they were told, in seconds from the first observation. */
export function eventsOf(rules: Rules, observations: readonly Observation[]): { rule: string; toldAt: number; startedAt: number; episode: Episode }[] {
  const began = observations[0]?.at ?? 0;
  return observations.flatMap((observation) =>
    rules
      .judge(observation)
      .changes.filter(({ kind }) => kind === 'opened')
      .map(({ episode }) => ({ rule: episode.ruleId, toldAt: (observation.at - began) / 1000, startedAt: (episode.startedAt - began) / 1000, episode })),
  );
}

/** A film that begins at a moment of the wall clock. */
export function filmAt(beginsAt: number, walkers: Parameters<typeof film>[0], seconds: number): Observation[] {
  return film(walkers, seconds * 1000).map(({ at, tracks, ...rest }) => ({
    ...rest,
    at: at + beginsAt,
    tracks: tracks.map((track) => ({ ...track, firstAt: track.firstAt + beginsAt, seenAt: track.seenAt + beginsAt })),
  }));
}
