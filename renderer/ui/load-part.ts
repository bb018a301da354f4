import { addresses } from '../channel/addresses.ts';

/** A part of the program that could not be fetched, although it was asked for at its right address once. */
export class PartMissing extends Error {
  constructor(cause: unknown) {
    super('a part of the program could not be loaded', { cause });
    this.name = 'PartMissing';
  }
}

const storageKey = 'watchhouse.reloadedAt';
/** A reload that did not help is not repeated within this time. */
const oneReloadMs = 60_000;

export type PageHands = {
  readonly engineAnswers: () => Promise<boolean>;
  readonly reload: () => void;
  readonly memory: Pick<Storage, 'getItem' | 'setItem'>;
  readonly now: () => number;
};

const page: PageHands = {
  engineAnswers: () => fetch(addresses.session, { cache: 'no-store' }).then(({ ok }) => ok, () => false),
  reload: () => location.reload(),
  get memory() {
    return sessionStorage;
  },
  now: Date.now,
};

/**
 * When the program was built anew under an open window, the parts that the window has not loaded yet are gone: one reload
 * brings the new ones. Resolves with whether the page is being loaded again; not while the engine is away, because then
 * there would be no page at all. What was typed for the record outlives it (review/drafts).
 */
export async function reloadOnce({ engineAnswers, reload, memory, now }: PageHands = page): Promise<boolean> {
  if (now() - Number(memory.getItem(storageKey) ?? -Infinity) < oneReloadMs || !(await engineAnswers())) return false;
  memory.setItem(storageKey, now().toString());
  reload();
  return true;
}

/** Loads a part of the program; rejects with `PartMissing` when neither asking nor one reload of the page brought it. */
export async function loadPart<T>(load: () => Promise<T>, hands: PageHands = page): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (await reloadOnce(hands)) return new Promise<T>(() => undefined);
    throw new PartMissing(error);
  }
}
