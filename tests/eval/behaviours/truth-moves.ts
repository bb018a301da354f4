import type { Line } from '../../../electron/contract/scene.ts';
import { meeting, placeAt, spansInside, crossings } from '../composed/way.ts';
import { personM, setting, stays, type Player, type Truth, type TruthOf } from './truth.ts';

/** A person on foot in the lane for the seconds set; right beside a vehicle that stands, for the longer time set. */
export const vehicleLaneTruth: TruthOf = (rule, scene, players) => {
  const people = players.filter(({ actor }) => (actor.kind ?? 'person') === 'person');
  const [secondsMs, besideMs] = [setting(rule, 'seconds', 3) * 1000, setting(rule, 'besideSeconds', 15) * 1000];
  return people.flatMap((player) => stays(rule, scene, [player], standsBeside(player, players) ? besideMs : secondsMs, 1500));
};

/** Beside a vehicle is nearer than half a body's height, box to box. */
function standsBeside({ boxAt, way }: Player, players: readonly Player[]): boolean {
  const from = way[0]?.at ?? 0;
  const to = way.at(-1)?.at ?? 0;
  return players.some((other) => {
    if ((other.actor.kind ?? 'person') === 'person') return false;
    for (let at = from; at <= to; at += 100) {
      const [person, car] = [boxAt(at), other.boxAt(at)];
      if (person === null || car === null) continue;
      const gap = Math.max(car.left - person.left - person.width, person.left - car.left - car.width);
      if (gap < 0.2 * person.height && Math.abs(car.top + car.height - person.top - person.height) < 0.5 * person.height) return true;
    }
    return false;
  });
}

type Passage = { readonly player: Player; readonly at: number; readonly direction: 'forward' | 'backward' };

function passages(line: Line, players: readonly Player[]): Passage[] {
  return players.flatMap((player) => crossings(player.way, line).map((one) => ({ player, ...one }))).sort((a, b) => a.at - b.at);
}

/** Over the line in the same direction, no later than the seconds set after more than one less than are allowed. */
export const tailgatingTruth: TruthOf = (rule, scene, players) => {
  const line = scene.lines.find(({ id }) => id === rule.line);
  if (line === undefined) return [];
  const watched = rule.settings['direction'] ?? 'both';
  const all = passages(line, players).filter(({ direction }) => watched === 'both' || watched === direction);
  return all.flatMap(({ player, at, direction }): Truth[] => {
    const before = all.filter((other) => other.player !== player && other.direction === direction && other.at <= at && at - other.at <= setting(rule, 'seconds', 3) * 1000);
    const last = before.at(-1);
    if (last === undefined || before.length < setting(rule, 'allowed', 1)) return [];
    return [{ rule: rule.id, metAt: at, until: at, actors: [last.player.index, player.index], note: player.actor.note }];
  });
};

/** Lifted off the ground by the rise set and back on it, the line in between. */
export const climbingTruth: TruthOf = (rule, scene, players) => {
  const line = scene.lines.find(({ id }) => id === rule.line);
  if (line === undefined) return [];
  return players.flatMap(({ index, actor, way }) =>
    way.flatMap((moment, i): Truth[] => {
      const landed = (moment.lift ?? 0) === 0 && (way[i - 1]?.lift ?? 0) > 0;
      const left = way.slice(0, i).findLastIndex(({ lift = 0 }) => lift === 0);
      const from = way[left];
      if (!landed || from === undefined || meeting(from, moment, line.from, line.to) === null) return [];
      const rise = personM * Math.max(...way.slice(left, i).map(({ lift = 0 }) => lift));
      return rise < setting(rule, 'rise', 0.6) ? [] : [{ rule: rule.id, metAt: moment.at, until: moment.at, actors: [index], note: actor.note }];
    }),
  );
};

/** From the left hand of the line to its right, over the ground. */
function arrowOf({ from, to }: Line, { ground, aspect }: Player): { x: number; y: number } {
  const [a, b] = [ground.flat({ x: 0, y: 0 }), ground.flat({ x: -(to.y - from.y) / aspect, y: (to.x - from.x) * aspect })];
  const [x, y] = [b.x - a.x, b.y - a.y];
  return { x: x / Math.hypot(x, y), y: y / Math.hypot(x, y) };
}

const sampleMs = 40;

/** Against the arrow within the angle set, over the latest stretch of the distance set, all of it in the zone. */
export const wrongWayTruth: TruthOf = (rule, scene, players) => {
  const [zone, line] = [scene.zones.find(({ id }) => id === rule.zone), scene.lines.find(({ id }) => id === rule.line)];
  if (zone === undefined || line === undefined) return [];
  const distance = setting(rule, 'distance', 3) / personM;
  const angle = (setting(rule, 'angle', 45) * Math.PI) / 180;
  return players.flatMap((player): Truth[] => {
    const { index, actor, way, ground } = player;
    const arrow = arrowOf(line, player);
    const against = (at: number, since: number): boolean => {
      const now = placeAt(way, at);
      for (let then = at - sampleMs; now !== null && then >= since; then -= sampleMs) {
        const before = placeAt(way, then);
        if (before === null || ground.heightsBetween(before, now) < distance) continue;
        const [a, b] = [ground.flat(before), ground.flat(now)];
        const along = ((b.x - a.x) * arrow.x + (b.y - a.y) * arrow.y) / Math.hypot(b.x - a.x, b.y - a.y);
        return Math.acos(Math.max(-1, Math.min(1, -along))) <= angle;
      }
      return false;
    };
    return spansInside(way, zone.points).flatMap(({ from, to }): Truth[] => {
      for (let at = from; at <= to; at += sampleMs) if (against(at, from)) return [{ rule: rule.id, metAt: at, until: to, actors: [index], note: actor.note }];
      return [];
    });
  });
};
