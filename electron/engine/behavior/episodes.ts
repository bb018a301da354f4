import { v7 as uuidv7 } from 'uuid';
import type { EventObject, Reason } from '../../contract/event.ts';
import type { Observation } from '../vision/observation.ts';
import type { Condition } from './behavior.ts';
import type { Episode, EpisodeChange } from './episode.ts';
import { makeHistory } from './history.ts';

/** What an episode says about the rule that made it. */
export type RuleFacts = Pick<Episode, 'ruleId' | 'behavior' | 'severity' | 'zone' | 'line'>;
export type RuleConditions = { readonly rule: RuleFacts; readonly conditions: readonly Condition[] };

export type EpisodeTimes = {
  /** An episode ends when its condition has been absent for longer; a return within it continues the same one. */
  readonly graceMs: number;
  /** A going-on is told about again at most this often. */
  readonly updateMs: number;
  /** How much of an object's way before the start is kept. */
  readonly leadMs: number;
};

export const episodeTimes: EpisodeTimes = { graceMs: 3000, updateMs: 3000, leadMs: 3000 };

const mostPathPoints = 200;

type Open = { episode: Episode; heldAt: number; givenAt: number; toldAt: number; objects: Map<number, EventObject>; things: Map<number, EventObject> };

/** Of two measurements of one measure the one that is further from the threshold. */
function stronger(before: Reason | undefined, now: Reason): Reason {
  if (before === undefined) return now;
  return Math.abs(before.value - before.threshold) > Math.abs(now.value - now.threshold) ? before : now;
}

function mergeReasons(before: readonly Reason[], now: readonly Reason[]): Reason[] {
  const kept = before.filter(({ measure }) => !now.some((reason) => reason.measure === measure));
  return [...now.map((reason) => stronger(before.find(({ measure }) => measure === reason.measure), reason)), ...kept];
}

export type Episodes = {
  /** Takes one observation and what every watched rule found in it; an episode of a rule that is not given any more is closed. */
  observe: (observation: Observation, found: readonly RuleConditions[]) => EpisodeChange[];
  /** Ends everything: the file is over, the camera stopped, the clock jumped. */
  close: () => EpisodeChange[];
  /** Ends what belongs to one rule, because the rule was changed. */
  closeRule: (ruleId: string) => EpisodeChange[];
  /** Tracks that take part in an open episode. */
  alarmedTracks: () => ReadonlySet<number>;
};

/**
 * Makes one episode of what a rule finds about one subject over time, however long it goes on, with the ways of its objects.
 * Give it the observations whose tracks went through `makeContinuity`, in order.
 */
export function makeEpisodes(times: EpisodeTimes = episodeTimes): Episodes {
  const history = makeHistory();
  const open = new Map<string, Open>();

  const refreshObjects = (one: Open, { tracks, things = [] }: Pick<Condition, 'tracks' | 'things'>): void => {
    const fromAt = one.episode.startedAt - times.leadMs;
    for (const track of new Set([...one.objects.keys(), ...tracks])) {
      const object = history.objectSince(track, fromAt, mostPathPoints);
      if (object !== null) one.objects.set(track, object);
    }
    for (const thing of new Set([...one.things.keys(), ...things])) {
      const object = history.thingSince(thing, fromAt);
      if (object !== null) one.things.set(thing, object);
    }
    one.episode = { ...one.episode, objects: [...one.things.values(), ...one.objects.values()] };
  };

  const begin = (key: string, rule: RuleFacts, condition: Condition, at: number): EpisodeChange => {
    const startedAt = Math.min(condition.since, at);
    const id = uuidv7({ msecs: Math.max(0, Math.round(startedAt)) });
    const { ruleId, behavior, severity, zone, line } = rule;
    const episode = { id, ruleId, behavior, severity, zone, line, startedAt, endedAt: null, objects: [], reasons: condition.reasons };
    const one: Open = { episode, heldAt: condition.until ?? at, givenAt: at, toldAt: at, objects: new Map(), things: new Map() };
    refreshObjects(one, condition);
    open.set(key, one);
    return { kind: 'opened', episode: one.episode };
  };

  const carryOn = (one: Open, condition: Condition, at: number): EpisodeChange | null => {
    one.heldAt = Math.max(one.heldAt, condition.until ?? at);
    one.givenAt = at;
    one.episode = { ...one.episode, reasons: mergeReasons(one.episode.reasons, condition.reasons) };
    const joined = condition.tracks.some((track) => !one.objects.has(track)) || condition.things?.some((thing) => !one.things.has(thing)) === true;
    const due = at - one.toldAt >= times.updateMs;
    if (!joined && !due) return null;
    refreshObjects(one, condition);
    if (!due) return null;
    one.toldAt = at;
    return { kind: 'updated', episode: one.episode };
  };

  const end = (key: string, one: Open): EpisodeChange => {
    open.delete(key);
    refreshObjects(one, { tracks: [] });
    const endedAt = Math.max(one.heldAt, one.episode.startedAt);
    return { kind: 'closed', episode: { ...one.episode, endedAt } };
  };

  const endWhere = (matches: (one: Open) => boolean): EpisodeChange[] =>
    [...open].filter(([, one]) => matches(one)).map(([key, one]) => end(key, one));

  return {
    observe(observation, found) {
      const { at } = observation;
      history.observe(observation);
      const watched = new Set(found.map(({ rule }) => rule.ruleId));
      const changes: EpisodeChange[] = [];
      for (const { rule, conditions } of found) {
        for (const condition of conditions) {
          const key = JSON.stringify([rule.ruleId, condition.subject]);
          let one = open.get(key);
          if (one !== undefined && condition.since - one.givenAt > times.graceMs) {
            changes.push(end(key, one));
            one = undefined;
          }
          const change = one === undefined ? begin(key, rule, condition, at) : carryOn(one, condition, at);
          if (change !== null) changes.push(change);
        }
      }
      changes.push(...endWhere(({ episode, givenAt }) => !watched.has(episode.ruleId) || at - givenAt > times.graceMs));
      return changes;
    },
    close: () => endWhere(() => true),
    closeRule: (ruleId) => endWhere(({ episode }) => episode.ruleId === ruleId),
    alarmedTracks: () => new Set([...open.values()].flatMap(({ objects }) => [...objects.keys()])),
  };
}
