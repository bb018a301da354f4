import type { RelativeBox } from '../../../electron/contract/geometry.ts';
import type { BehaviorRule, Scene } from '../../../electron/contract/scene.ts';
import { actorBox, actorWay, type Actor, type Scenario } from '../composed/scenario.ts';
import { placeGround, places } from '../composed/backgrounds.ts';
import type { Ground } from '../composed/ground.ts';
import { crossings, isWithin, spansInside, type Way } from '../composed/way.ts';

/** What a rule has to find: from when its definition is met until it is not any more, and who is in it. */
export type Truth = {
  readonly rule: string;
  readonly metAt: number;
  readonly until: number;
  /** Positions in the scenario's list of actors. */
  readonly actors: readonly number[];
  /** Where it is, when no actor is there any more. */
  readonly box?: RelativeBox | null;
  readonly note: string;
};

export type Player = {
  readonly index: number;
  readonly actor: Actor;
  readonly way: Way;
  readonly ground: Ground;
  /** Width of the picture divided by its height. */
  readonly aspect: number;
  readonly boxAt: (at: number) => RelativeBox | null;
};

export type TruthOf = (rule: BehaviorRule, scene: Scene, players: readonly Player[]) => Truth[];

export function playersOf({ actors, place }: Scenario): Player[] {
  return actors.map((actor, index) => {
    const way = actorWay(actor, place);
    return { index, actor, way, ground: placeGround(place), aspect: places[place].made.width / places[place].made.height, boxAt: (at) => actorBox(actor, way, place, at) };
  });
}

/** All that the rules of one behaviour have to find, as long as the film runs. */
export function truthsOf(behavior: string, truthOf: TruthOf, scenario: Scenario): Truth[] {
  const players = playersOf(scenario);
  return scenario.scene.behaviors
    .filter((rule) => rule.behavior === behavior)
    .flatMap((rule) => truthOf(rule, scenario.scene, players))
    .filter(({ metAt }) => metAt < scenario.seconds * 1000);
}

export function setting(rule: BehaviorRule, key: string, preset: number): number {
  const value = rule.settings[key];
  return typeof value === 'number' ? value : preset;
}

/** Stays in the rule's zone that last long enough, absences up to `toleranceMs` being part of them. */
export function stays(rule: BehaviorRule, scene: Scene, players: readonly Player[], leastMs: number, toleranceMs: number): Truth[] {
  const zone = scene.zones.find(({ id }) => id === rule.zone);
  if (zone === undefined) return [];
  return players.flatMap(({ index, actor, way }) => {
    const joined: { from: number; to: number }[] = [];
    for (const span of spansInside(way, zone.points)) {
      const last = joined.at(-1);
      if (last !== undefined && span.from - last.to <= toleranceMs) last.to = span.to;
      else joined.push({ ...span });
    }
    return joined
      .filter(({ from, to }) => to - from >= leastMs)
      .map(({ from, to }) => ({ rule: rule.id, metAt: from + leastMs, until: to, actors: [index], note: actor.note }));
  });
}

/** The foot is inside the zone for the seconds set. */
export const intrusionTruth: TruthOf = (rule, scene, players) => stays(rule, scene, players, setting(rule, 'seconds', 0) * 1000, 1500);

/** A stay of the seconds set, short absences included. */
export const loiteringTruth: TruthOf = (rule, scene, players) =>
  stays(rule, scene, players, setting(rule, 'seconds', 30) * 1000, setting(rule, 'leaveSeconds', 5) * 1000);

/** The foot goes over the line in a direction watched. */
export const lineCrossingTruth: TruthOf = (rule, scene, players) => {
  const line = scene.lines.find(({ id }) => id === rule.line);
  if (line === undefined) return [];
  const watched = rule.settings['direction'] ?? 'both';
  return players.flatMap(({ index, actor, way }) =>
    crossings(way, line)
      .filter(({ direction }) => watched === 'both' || watched === direction)
      .map(({ at }) => ({ rule: rule.id, metAt: at, until: at, actors: [index], note: actor.note })),
  );
};

/** How tall people are taken to be, in metres: lengths in their heights times this are metres. */
export const personM = 1.7;

/** Spans in which a way goes as fast as this or faster over the ground, and the foot is in the picture. */
function fastSpans(way: Way, ground: Ground, heightsPerSecond: number): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  way.forEach((a, i) => {
    const b = way[i + 1];
    if (b === undefined || b.at <= a.at || a.x < 0 || a.x > 1 || a.y > 1) return;
    if ((ground.heightsBetween(a, b) / (b.at - a.at)) * 1000 < heightsPerSecond * 0.999) return;
    const last = spans.at(-1);
    if (last !== undefined && a.at - last.to < 1) last.to = b.at;
    else spans.push({ from: a.at, to: b.at });
  });
  return spans;
}

/** Faster than the speed set for as long as set. */
export const runningTruth: TruthOf = (rule, _scene, players) => {
  const leastMs = setting(rule, 'seconds', 0.8) * 1000;
  return players.flatMap(({ index, actor, way, ground }) =>
    fastSpans(way, ground, setting(rule, 'speed', 3.5) / personM)
      .filter(({ from, to }) => to - from >= leastMs)
      .map(({ from, to }) => ({ rule: rule.id, metAt: from + leastMs, until: to, actors: [index], note: actor.note })),
  );
};

/** A stay of the seconds set (by default ten), absences of three seconds included. */
export const afterHoursTruth: TruthOf = (rule, scene, players) => stays(rule, scene, players, setting(rule, 'seconds', 10) * 1000, 3000);

/** Vehicles in the zone for the seconds set (by default one). */
export const footpathTruth: TruthOf = (rule, scene, players) =>
  stays(rule, scene, players.filter(({ actor }) => (actor.kind ?? 'person') !== 'person'), setting(rule, 'seconds', 1) * 1000, 1500);

/** Vehicles that stand in the zone for the seconds set (by default sixty). */
export const stoppedTruth: TruthOf = (rule, scene, players) => {
  const leastMs = setting(rule, 'seconds', 60) * 1000;
  const zone = scene.zones.find(({ id }) => id === rule.zone);
  return players.flatMap(({ index, actor, way }) =>
    way.flatMap((a, i) => {
      const b = way[i + 1];
      const stands = b !== undefined && a.x === b.x && a.y === b.y && b.at - a.at >= leastMs;
      if (!stands || zone === undefined || (actor.kind ?? 'person') === 'person' || !isWithin(a, zone.points)) return [];
      return [{ rule: rule.id, metAt: a.at + leastMs, until: b.at, actors: [index], note: actor.note }];
    }),
  );
};
