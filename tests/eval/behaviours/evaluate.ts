import { parseArgs } from 'node:util';
import { behaviors } from '../../../electron/engine/behavior/registry.ts';
import { BadInput } from '../bad-input.ts';
import { openWardrobe } from '../composed/wardrobe.ts';
import { writeSection } from '../results-file.ts';
import { countFalseAlarms, type FalseAlarms } from './false-alarms.ts';
import { behavioursReport } from './report.ts';
import { measureBehaviour } from './run.ts';
import type { BehaviourScore } from './score.ts';
import { measured } from './table.ts';
import { startWatcher } from './watch.ts';

export type BehavioursResult = {
  readonly seed: number;
  readonly takes: number;
  readonly wallSeconds: number;
  readonly behaviours: Readonly<Record<string, BehaviourScore | { readonly skipped: string }>>;
  readonly falseAlarms: FalseAlarms;
};

type Options = { readonly only: string | null; readonly scenario: string | null; readonly takes: number; readonly seed: number; readonly stillFilms: number; readonly write: string | null };

function parse(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  let values: Partial<Record<'only' | 'scenario' | 'seed' | 'takes' | 'write', string>> & { quick?: boolean };
  try {
    ({ values } = parseArgs({ args: [...args], options: { only: text, scenario: text, seed: text, takes: text, write: text, quick: { type: 'boolean' } } }));
  } catch (cause) {
    throw new BadInput(cause instanceof Error ? cause.message.replaceAll('\n', ' ') : 'bad arguments');
  }
  const stillFilms = values.quick === true ? 1 : 6;
  const takes = values.quick === true ? 1 : Number(values.takes ?? 2);
  const seed = Number(values.seed ?? 1);
  if (!Number.isInteger(takes) || takes < 1 || takes > 20) throw new BadInput('--takes is a whole number from 1 to 20');
  if (!Number.isInteger(seed)) throw new BadInput('--seed is a whole number');
  const only = values.only ?? null;
  if (only !== null && !measured.some(({ id }) => id === only)) throw new BadInput(`--only is one of ${measured.map(({ id }) => id).join(', ')}`);
  return { only, scenario: values.scenario ?? null, takes, seed, stillFilms, write: values.write ?? null };
}

/** `behaviours [--only ID] [--scenario ID] [--quick | --takes N] [--seed N] [--write RESULTS.md]`. @throws BadInput */
export async function evaluateBehaviours(args: readonly string[]): Promise<BehavioursResult> {
  const options = parse(args);
  const began = performance.now();
  const wardrobe = await openWardrobe();
  const watcher = await startWatcher();
  const results: Record<string, BehaviourScore | { skipped: string }> = {};
  let falseAlarms: FalseAlarms;
  try {
    for (const one of measured) {
      if (options.only !== null && one.id !== options.only) continue;
      if (!behaviors.some(({ id }) => id === one.id)) results[one.id] = { skipped: 'the program does not know it yet' };
      else if (one.scenarios.length === 0) results[one.id] = { skipped: 'no cut-out of a walker shows it; measured on clips' };
      else results[one.id] = (await measureBehaviour(one, wardrobe, watcher, options)) ?? { skipped: 'the measuring footage is missing' };
    }
    falseAlarms = await countFalseAlarms(watcher, options.only, options.stillFilms);
  } finally {
    await watcher.stop();
  }
  const wallSeconds = Math.round((performance.now() - began) / 1000);
  const result = { seed: options.seed, takes: options.takes, wallSeconds, behaviours: results, falseAlarms };
  if (options.write !== null) writeSection(options.write, 'behaviours', behavioursReport(result));
  return result;
}
