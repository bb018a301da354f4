import { isWithin, placeAt } from '../composed/way.ts';
import { personM, setting, type Player, type Truth, type TruthOf } from './truth.ts';

/** What is there so soon belongs to the place. */
const fromTheBeginningMs = 1000;

const bagsOf = (players: readonly Player[]): Player[] => players.filter(({ actor }) => actor.kind === 'bag');

/** Who stands nearest to a bag at a moment, and how far in metres. */
function nearest(bag: Player, players: readonly Player[], at: number): { readonly player: Player; readonly metres: number } | null {
  const there = placeAt(bag.way, at);
  if (there === null) return null;
  return players
    .filter(({ actor }) => (actor.kind ?? 'person') === 'person')
    .flatMap((player) => {
      const place = placeAt(player.way, at);
      return place === null ? [] : [{ player, metres: player.ground.heightsBetween(place, there) * personM }];
    })
    .reduce<{ player: Player; metres: number } | null>((best, one) => (best === null || one.metres < best.metres ? one : best), null);
}

/** A bag whose owner, who put it down, has been further away than set or out of the picture for the seconds set. */
export const objectLeftTruth: TruthOf = (rule, _scene, players) =>
  bagsOf(players).flatMap((bag): Truth[] => {
    const [from, to] = [bag.way[0]?.at ?? 0, bag.way.at(-1)?.at ?? 0];
    const owner = from < fromTheBeginningMs ? null : nearest(bag, players, from);
    if (owner === null) return [];
    let aloneSince: number | null = null;
    for (let at = from; at <= to; at += 100) {
      const own = nearest(bag, [owner.player], at);
      if (own !== null && own.metres <= setting(rule, 'distance', 3)) aloneSince = null;
      else aloneSince ??= at;
      if (aloneSince !== null && at - aloneSince >= setting(rule, 'seconds', 30) * 1000)
        return [{ rule: rule.id, metAt: at, until: to, actors: [bag.index, owner.player.index], note: bag.actor.note }];
    }
    return [];
  });

/** A bag that was there from the beginning has been gone for the seconds set. */
export const objectTakenTruth: TruthOf = (rule, scene, players) =>
  bagsOf(players).flatMap((bag): Truth[] => {
    const zone = scene.zones.find(({ id }) => id === rule.zone);
    const place = placeAt(bag.way, bag.way[0]?.at ?? 0);
    if (zone === undefined || place === null || !isWithin(place, zone.points)) return [];
    const goneAt = bag.way.at(-1)?.at ?? 0;
    const taker = nearest(bag, players, goneAt);
    const metAt = goneAt + setting(rule, 'seconds', 10) * 1000;
    if ((bag.way[0]?.at ?? 0) >= fromTheBeginningMs || taker === null) return [];
    return [{ rule: rule.id, metAt, until: metAt, actors: [taker.player.index], box: bag.boxAt(goneAt), note: bag.actor.note }];
  });
