import type { Wardrobe } from '../composed/film.ts';
import { film } from '../composed/film.ts';
import type { Scenario } from '../composed/scenario.ts';
import { matchEpisodes, type Sought } from './match.ts';
import { emptyTally, scoreOf, type BehaviourScore, type Tally } from './score.ts';
import type { Measured } from './table.ts';
import { playersOf, truthsOf, type TruthOf } from './truth.ts';
import { take } from './takes.ts';
import type { Watcher } from './watch.ts';

export type RunOptions = { readonly takes: number; readonly seed: number; readonly scenario: string | null };

/** Films one scenario, analyses it and adds what was found to the tally; false where the footage is missing. */
async function measure(id: string, truth: TruthOf, scenario: Scenario, wardrobe: Wardrobe, watcher: Watcher, seed: number, tally: Tally): Promise<boolean> {
  const file = await film(scenario, wardrobe, seed);
  if (file === null) return false;
  const { raised, seconds } = await watcher.watch(file, scenario.scene);
  const players = playersOf(scenario);
  const truths = truthsOf(id, truth, scenario);
  const sought = truths.map(
    ({ rule, metAt, until, actors, box }): Sought => ({
      rule,
      metAt,
      until,
      boxesAt: (at) => [...actors.flatMap((index) => players[index]?.boxAt(at) ?? []), ...(box == null ? [] : [box])],
    }),
  );
  const matches = matchEpisodes(sought, raised);
  tally.scenarios++;
  tally.seconds += seconds;
  tally.truths += truths.length;
  tally.found += matches.length;
  tally.raised += raised.length;
  tally.negatives += players.filter(({ index }) => !truths.some(({ actors }) => actors.includes(index))).length;
  tally.delaysMs.push(...matches.map(({ delayMs }) => delayMs));
  truths.forEach(({ note, metAt }, i) => {
    if (!matches.some((match) => match.sought === i)) tally.missed.push(`${scenario.id}: ${note}, ${(metAt / 1000).toFixed(1)} s`);
  });
  raised.forEach(({ episode, openedAt }, i) => {
    if (matches.some((match) => match.raised === i)) return;
    const box = episode.objects[0]?.path.find(({ at }) => at >= openedAt - 500)?.box;
    const where = box === undefined ? '' : ` foot at ${(box.left + box.width / 2).toFixed(2)},${(box.top + box.height).toFixed(2)}`;
    const name = players.find(({ boxAt }) => {
      const near = boxAt(openedAt);
      return near !== null && box !== undefined && Math.abs(near.left + near.width / 2 - box.left - box.width / 2) < near.width && Math.abs(near.top + near.height - box.top - box.height) < near.height / 2;
    })?.actor.note;
    tally.wrong.push(`${scenario.id}: ${name ?? 'nobody'}, ${(openedAt / 1000).toFixed(1)} s${where}`);
  });
  return true;
}

/** Recall, precision and delay of one behaviour over all its scenarios; null where no footage is there to film them. */
export async function measureBehaviour({ id, truth, scenarios }: Measured, wardrobe: Wardrobe, watcher: Watcher, { takes, seed, scenario: only }: RunOptions): Promise<BehaviourScore | null> {
  const tally = emptyTally();
  for (const scenario of scenarios) {
    if (only !== null && scenario.id !== only) continue;
    for (let number = 0; number < takes; number++) {
      if (!(await measure(id, truth, take(scenario, number, seed), wardrobe, watcher, seed, tally))) continue;
      process.stderr.write(`${id}: ${tally.scenarios} films, ${tally.found} of ${tally.truths} found, ${tally.raised} raised\n`);
    }
  }
  return tally.scenarios === 0 ? null : scoreOf(tally);
}
