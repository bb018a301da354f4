import { mostInputs } from '../../../contract/rule-conditions.ts';

/** What is known of an outside input at a moment. */
export type InputReading = {
  readonly active: boolean;
  /** The last moment up to then at which it was active; null when it never was, as far as anybody reported. */
  readonly activeAt: number | null;
};

export type Inputs = {
  /** Takes what a device reports; reports may come late and out of order. Beyond `mostInputs` new ones are not taken. */
  readonly report: (input: string, active: boolean, at: number) => void;
  /** How an input stood at a moment; one that never reported is not active. */
  readonly read: (input: string, at: number) => InputReading;
};

type Change = { readonly at: number; readonly active: boolean };

const mostChanges = 32;

/**
 * Remembers the last changes of outside inputs. Observations lag a little behind the wall clock, so an input is asked how
 * it stood at the observation's moment. An input stays as it was last reported, however long ago.
 */
export function makeInputs(): Inputs {
  const inputs = new Map<string, readonly Change[]>();
  return {
    report(input, active, at) {
      const changes = inputs.get(input);
      if (changes === undefined && inputs.size >= mostInputs) return;
      const sorted = [...(changes ?? []), { at, active }].sort((a, b) => a.at - b.at);
      inputs.set(input, sorted.filter((change, index) => change.active !== sorted[index - 1]?.active).slice(-mostChanges));
    },
    read(input, at) {
      const changes = (inputs.get(input) ?? []).filter((change) => change.at <= at);
      const last = changes.at(-1);
      if (last === undefined) return { active: false, activeAt: null };
      if (last.active) return { active: true, activeAt: at };
      return { active: false, activeAt: changes.length > 1 ? last.at : null };
    },
  };
}
