import { connected } from '../../../electron/engine/vision/connected.ts';
import { isWithin, placeAt } from '../composed/way.ts';
import { personM, setting, type Player, type Truth, type TruthOf } from './truth.ts';

const sampleMs = 100;
/** Groups and counts that are too small for no longer than this go on. */
const toleranceMs = 2000;
/** Whoever covers less than this in that time stands, m/s. */
const standing = { mps: 0.8, ms: 2500 };

const people = (players: readonly Player[]): Player[] => players.filter(({ actor }) => (actor.kind ?? 'person') === 'person');
const endOf = (players: readonly Player[]): number => Math.max(0, ...players.map(({ way }) => way.at(-1)?.at ?? 0));

/** First moment at which something has held for `leastMs`, shorter breaks than the tolerance being part of it, and with whom. */
function heldFor(untilMs: number, leastMs: number, who: (at: number) => readonly Player[] | null): { readonly metAt: number; readonly players: readonly Player[] } | null {
  let since: number | null = null;
  let heldAt = 0;
  for (let at = 0; at <= untilMs; at += sampleMs) {
    const now = who(at);
    if (now === null) {
      if (at - heldAt > toleranceMs) since = null;
      continue;
    }
    since ??= at;
    heldAt = at;
    if (at - since >= leastMs) return { metAt: at, players: now };
  }
  return null;
}

/** People chained by distances below `nearM` at a time. */
function groupsAt(players: readonly Player[], at: number, nearM: number): Player[][] {
  const there = players.filter(({ way }) => placeAt(way, at) !== null);
  return connected(there, (one, other) => {
    const [a, b] = [placeAt(one.way, at), placeAt(other.way, at)];
    return a !== null && b !== null && one.ground.heightsBetween(a, b) * personM < nearM;
  });
}

function stands({ way, ground }: Player, at: number): boolean {
  const [before, now] = [placeAt(way, Math.max(at - standing.ms, way[0]?.at ?? 0)), placeAt(way, at)];
  return before !== null && now !== null && ground.heightsBetween(before, now) * personM < (standing.mps * standing.ms) / 1000;
}

/** As many people as set stand, each nearer to the next than set, for the seconds set. */
export const crowdTruth: TruthOf = (rule, _scene, players): Truth[] => {
  const least = setting(rule, 'people', 5);
  const met = heldFor(endOf(players), setting(rule, 'seconds', 10) * 1000, (at) => {
    const still = people(players).filter((player) => stands(player, at));
    return groupsAt(still, at, setting(rule, 'distance', 2)).find(({ length }) => length >= least) ?? null;
  });
  return met === null ? [] : [{ rule: rule.id, metAt: met.metAt, until: endOf(players), actors: met.players.map(({ index }) => index), note: `${met.players.length} gather` }];
};

/** As many people as set have a foot in the zone for the seconds set. */
export const densityTruth: TruthOf = (rule, scene, players): Truth[] => {
  const zone = scene.zones.find(({ id }) => id === rule.zone);
  if (zone === undefined) return [];
  const least = setting(rule, 'people', 20);
  const met = heldFor(endOf(players), setting(rule, 'seconds', 5) * 1000, (at) => {
    const inside = people(players).filter(({ way }) => {
      const place = placeAt(way, at);
      return place !== null && isWithin(place, zone.points);
    });
    return inside.length >= least ? inside : null;
  });
  return met === null ? [] : [{ rule: rule.id, metAt: met.metAt, until: endOf(players), actors: met.players.map(({ index }) => index), note: `${met.players.length} in the zone` }];
};

/** They were together for this long, nearer than this; six in ten run off within this. */
const together = { ms: 2000, nearM: 3, share: 0.6, withinMs: 5000 };

/** When somebody begins to go faster than the speed set after `at`; null when never. */
function runsOffAt({ way, ground }: Player, from: number, speed: number): number | null {
  const step = way.findIndex((a, i) => {
    const b = way[i + 1];
    return b !== undefined && a.at >= from && b.at > a.at && (ground.heightsBetween(a, b) * personM * 1000) / (b.at - a.at) > speed;
  });
  return way[step]?.at ?? null;
}

/** Of those who were together six in ten run off, not all one way: met when the last of these begins to. */
export const dispersalTruth: TruthOf = (rule, _scene, players): Truth[] => {
  const least = setting(rule, 'people', 5);
  const met = heldFor(endOf(players), together.ms, (at) => groupsAt(people(players), at, together.nearM).find(({ length }) => length >= least) ?? null);
  if (met === null) return [];
  const runs = met.players
    .flatMap((player) => runsOffAt(player, met.metAt, setting(rule, 'speed', 2.5)) ?? [])
    .sort((a, b) => a - b);
  const needed = Math.max(3, Math.ceil(together.share * met.players.length));
  const [first, metAt] = [runs[0], runs[needed - 1]];
  if (first === undefined || metAt === undefined || metAt - first > together.withinMs || !isApart(met.players, metAt)) return [];
  return [{ rule: rule.id, metAt, until: endOf(players), actors: met.players.map(({ index }) => index), note: `${runs.length} of ${met.players.length} run apart` }];
};

/** Two of them go at more than a right angle to each other within a second, or until they have left the picture. */
function isApart(players: readonly Player[], at: number): boolean {
  const ways = players.flatMap(({ way, ground }) => {
    const [from, to] = [placeAt(way, at), placeAt(way, Math.min(at + 1000, way.at(-1)?.at ?? 0))];
    if (from === null || to === null) return [];
    const [a, b] = [ground.flat(from), ground.flat(to)];
    return [{ x: b.x - a.x, y: b.y - a.y }];
  });
  return ways.some((one) => ways.some((other) => one.x * other.x + one.y * other.y < 0));
}
