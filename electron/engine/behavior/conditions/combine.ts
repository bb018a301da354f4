import type { Reason } from '../../../contract/event.ts';
import type { RuleConditions } from '../../../contract/rule-conditions.ts';
import type { Observation } from '../../vision/observation.ts';
import type { Condition } from '../behavior.ts';
import { episodeTimes, type RuleFacts } from '../episodes.ts';
import { fact, inputHolds, objectFits, requirementHolds } from './holds.ts';
import type { Inputs } from './inputs.ts';
import { makeOccurrences } from './occurrences.ts';
import { scheduleCovers } from './schedule.ts';

/** A rule as far as combining is concerned. */
/** Recordings reach back so much further than a rule may take; an event that began before them would have no clip of its beginning. */
const recordedSlackMs = 110_000;

export type CombinedRule = RuleFacts & {
  readonly conditions: RuleConditions;
  readonly raises: boolean;
  /** How long after its beginning an event of the rule may be raised; absent where nobody says. */
  readonly provedWithinMs?: number;
};
export type FoundByRule<R extends CombinedRule = CombinedRule> = { readonly rule: R; readonly conditions: readonly Condition[] };

/**
 * Which clock observations carry. `media`: a file's own time from 0; nobody knows when it was filmed, so every schedule
 * counts as open.
 */
export type ObservationClock = 'wall' | 'media';

export type Combinator = {
  /**
   * What of the behaviours' conditions becomes events. Give it every observation in order, with all rules that are
   * watched, those that others require before these.
   */
  readonly combine: <R extends CombinedRule>(observation: Observation, found: readonly FoundByRule<R>[]) => FoundByRule<R>[];
  /** Forgets what is remembered of a rule, because it was changed or is gone. */
  readonly forget: (ruleId: string) => void;
  /** Objects are followed anew, under ids that mean others now: what was known of them is forgotten, counts and cool-downs go on. */
  readonly forgetObjects: () => void;
};

/** One subject of a rule for as long as its behaviour gives it: the same span that becomes one episode. */
type GoingOn = {
  readonly beganAt: number;
  givenAt: number;
  /** Counted, but not the n-th: it stays without consequence. */
  spent: boolean;
  /** What the conditions measured when all held for the first time; what went on then goes on to its end. */
  held: readonly Reason[] | null;
  /** Since when it is an event. */
  raisedSince: number | null;
};

type RuleState = { readonly goingOn: Map<string, GoingOn>; counted: number[]; eventAt: number };

/**
 * Combines rules: decides which goings-on satisfy the conditions of their rule, and which of these are told on. All is
 * in memory and bounded; who starts anew has forgotten counts, cool-downs and what was the case before.
 */
export function makeCombinator({ inputs, clock }: { readonly inputs: Inputs; readonly clock: ObservationClock }): Combinator {
  const states = new Map<string, RuleState>();
  let lastAt = -Infinity;
  const occurrences = makeOccurrences();

  const stateOf = (ruleId: string): RuleState => {
    const state = states.get(ruleId) ?? { goingOn: new Map<string, GoingOn>(), counted: [], eventAt: -Infinity };
    states.set(ruleId, state);
    return state;
  };

  const follow = ({ goingOn }: RuleState, { subject, since }: Condition, at: number): GoingOn => {
    const before = goingOn.get(subject);
    if (before !== undefined && since - before.givenAt <= episodeTimes.graceMs) {
      before.givenAt = at;
      return before;
    }
    const begun: GoingOn = { beganAt: at, givenAt: at, spent: false, held: null, raisedSince: null };
    goingOn.set(subject, begun);
    return begun;
  };

  /** What the conditions before the count measured, or null when one of them does not hold. */
  const measure = (rule: CombinedRule, condition: Condition, observation: Observation, facts: ReadonlyMap<string, RuleFacts>): Reason[] | null => {
    const { at } = observation;
    const { classes, size, schedule, input, requires } = rule.conditions;
    const fits = objectFits(condition, observation, { classes, size });
    if (fits === null) return null;
    const isScheduled = schedule !== undefined && clock === 'wall';
    if (isScheduled && !scheduleCovers(schedule, at)) return null;
    const heard = input === undefined ? [] : inputHolds(input, inputs, at);
    if (heard === null) return null;
    const required = requires === undefined ? [] : requirementHolds(requires, condition, { occurrences, facts: facts.get(requires.rule), at });
    if (required === null) return null;
    return [...fits, ...(isScheduled ? [fact('in-schedule')] : []), ...heard, ...required];
  };

  /** Counts one more; null while it is not the n-th within the time. */
  const count = ({ count: wanted }: RuleConditions, state: RuleState, at: number): Reason[] | null => {
    if (wanted === undefined) return [];
    state.counted = [...state.counted, at].filter((counted) => at - counted <= wanted.withinSeconds * 1000);
    const { length } = state.counted;
    if (length < wanted.times) return null;
    state.counted = [];
    return [{ measure: 'times', value: length, threshold: wanted.times, unit: 'count' }];
  };

  /** The condition as it is told on, or null while it raises nothing. */
  const judge = (rule: CombinedRule, condition: Condition, observation: Observation, facts: ReadonlyMap<string, RuleFacts>): Condition | null => {
    const { at } = observation;
    const state = stateOf(rule.ruleId);
    const going = follow(state, condition, at);
    if (going.held === null && !going.spent) {
      const measured = measure(rule, condition, observation, facts);
      if (measured === null) return null;
      const counted = count(rule.conditions, state, at);
      if (counted === null) going.spent = true;
      else going.held = [...measured, ...counted];
    }
    if (going.held === null) return null;
    occurrences.note(rule.ruleId, condition.tracks, condition.until ?? at);
    if (!rule.raises) return null;
    const { coolDownSeconds = 0 } = rule.conditions;
    // What went on before its conditions held becomes an event when they do, not from its beginning hours ago.
    if (going.raisedSince === null && at - state.eventAt >= coolDownSeconds * 1000) going.raisedSince = going.beganAt === at ? Math.max(condition.since, at - (rule.provedWithinMs ?? Infinity) - recordedSlackMs) : at;
    if (going.raisedSince === null) return null;
    state.eventAt = at;
    return { ...condition, since: going.raisedSince, reasons: [...condition.reasons, ...going.held] };
  };

  const forget = (ruleId: string): void => {
    states.delete(ruleId);
    occurrences.forget(ruleId);
  };

  return {
    combine(observation, found) {
      const { at } = observation;
      if (at < lastAt) for (const ruleId of [...states.keys()]) forget(ruleId);
      lastAt = at;
      for (const { goingOn } of states.values()) for (const [subject, { givenAt }] of goingOn) if (at - givenAt > episodeTimes.graceMs) goingOn.delete(subject);
      const facts = new Map<string, RuleFacts>(found.map(({ rule }) => [rule.ruleId, rule]));
      return found.map(({ rule, conditions }) => ({
        rule,
        conditions: conditions.map((condition) => judge(rule, condition, observation, facts)).filter((condition) => condition !== null),
      }));
    },
    forget,
    forgetObjects() {
      for (const { goingOn } of states.values()) goingOn.clear();
      occurrences.forgetTracks();
    },
  };
}

/** The rules in an order in which each stands behind the one it requires; otherwise as they were. */
export function requiredFirst<R extends CombinedRule>(rules: readonly R[]): R[] {
  const ordered = new Set<R>();
  const place = (rule: R, before: ReadonlySet<R>): void => {
    const required = rules.find(({ ruleId }) => ruleId === rule.conditions.requires?.rule);
    if (required !== undefined && !before.has(required)) place(required, new Set([...before, required]));
    ordered.add(rule);
  };
  for (const rule of rules) place(rule, new Set([rule]));
  return [...ordered];
}
