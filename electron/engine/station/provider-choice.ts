import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../store/tables.ts';
import { readSetting, writeSetting } from '../store/settings.ts';

const key = 'providers';
const Measured = z.object({ id: z.string(), msPerRun: z.number().nullable(), problem: z.string().nullable() });
export type Measured = z.infer<typeof Measured>;

/** What the check found, and what it was made with: another onnxruntime, model or machine is checked anew. */
const Checked = z.object({ madeWith: z.string().default(''), measures: z.array(Measured).default([]) });

export type ProviderChoiceOptions = {
  readonly db: Kysely<Tables>;
  /** Everything the answer depends on, e.g. versions, the model's hash, platform. */
  readonly madeWith: string;
  /** Measures every provider, fastest first; takes seconds. */
  readonly check: () => Promise<readonly Measured[]>;
  /** What the user chose; null: the fastest. */
  readonly chosen: () => string | null;
  /** Tells the workers. */
  readonly use: (provider: string) => void;
  readonly log: (level: 'info' | 'warn', message: string) => void;
};

/** Which execution provider inference uses: the user's choice, else the fastest that the check found, else the processor. */
export class ProviderChoice {
  readonly #options: ProviderChoiceOptions;
  #measures: readonly Measured[] = [];
  #checking: Promise<void> | null = null;
  #stopped = false;

  constructor(options: ProviderChoiceOptions) {
    this.#options = options;
  }

  get measures(): readonly Measured[] {
    return this.#measures;
  }

  get provider(): string {
    return this.#options.chosen() ?? this.#measures.find(({ msPerRun }) => msPerRun !== null)?.id ?? 'cpu';
  }

  /** Uses what is known from before at once; a check that is missing or out of date is made in the background. */
  async start(): Promise<void> {
    const { db, madeWith, log } = this.#options;
    const checked = await readSetting(db, key, Checked);
    if (checked.madeWith === madeWith) this.#measures = checked.measures;
    this.apply();
    if (this.#measures.length === 0) void this.check().catch((error: unknown) => log('warn', `providers not checked: ${String(error)}`));
  }

  /** What is running is not waited for: its processes end by themselves. */
  stop(): void {
    this.#stopped = true;
  }

  /** Tells the workers what holds now, e.g. after the settings changed. */
  apply(): void {
    this.#options.use(this.provider);
  }

  /** Measures anew; asked again meanwhile, it is the same check. */
  check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => (this.#checking = null));
    return this.#checking;
  }

  async #check(): Promise<void> {
    const { db, madeWith, check, log } = this.#options;
    const measures = await check();
    if (this.#stopped) return;
    this.#measures = measures;
    this.apply();
    const found = measures.map(({ id, msPerRun, problem }) => `${id} ${msPerRun === null ? (problem ?? 'not there') : `${msPerRun.toFixed(1)} ms`}`);
    log('info', `inference uses ${this.provider}; measured: ${found.join(', ')}`);
    await writeSetting(db, key, { madeWith, measures });
  }
}
