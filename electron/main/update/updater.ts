import type { UpdateState } from '../../contract/desktop.ts';
import { applyUpdate, type Applied } from './apply.ts';
import { fetchUpdate, type ReadyUpdate } from './fetch.ts';
import { findUpdate, type FoundUpdate } from './find.ts';
import { planUpdate, type Installed, type UpdatePlan } from './plan.ts';
import { UpdateRefusal } from './refusal.ts';
import { releaseKeys } from './release-keys.ts';
import { beginUpdate } from './rollback.ts';
import { forgetProgress } from './update-state.ts';

export type UpdaterOptions = {
  readonly version: string;
  readonly platform: string;
  readonly arch: string;
  /** Null: not installed from a package. */
  readonly installed: Installed | null;
  /** Where copies go: `updates` in the data folder. */
  readonly updatesFolder: string;
  /** The shell's own folder, for the note that an update is under way. */
  readonly stateFolder: string;
  readonly keys?: readonly string[];
  /** Told of each change of the state. */
  readonly onState: (state: UpdateState) => void;
  readonly log: (message: string) => void;
};

/** What the shell does after `applyAtEnd`. */
export type Ending = {
  readonly applied: Applied | 'failed' | 'nothing';
  /** Start this program again; null: somebody else does, or it goes on with the old one. */
  readonly restart: string | null;
  /** Show this file in its folder: the person has to install it. */
  readonly show: string | null;
};

const nothing: Ending = { applied: 'nothing', restart: null, show: null };

/** One update from looking for it to installing it. One thing is done at a time: while it goes on others get the state as it is. */
export class Updater {
  readonly #options: UpdaterOptions;
  #state: UpdateState = { phase: 'none' };
  #found: FoundUpdate | null = null;
  #ready: ReadyUpdate | null = null;
  #working: AbortController | null = null;

  constructor(options: UpdaterOptions) {
    this.#options = options;
  }

  get state(): UpdateState {
    return this.#state;
  }

  /** Looks in a folder, beside a file or at an address, and on the sticks given. `source` null: none has been set. */
  async look(source: string | null, alsoOn: readonly string[] = []): Promise<UpdateState> {
    return this.#work(async (signal) => {
      const { version, platform, arch, installed, keys = releaseKeys } = this.#options;
      this.#found = this.#ready = null;
      this.#change({ phase: 'looking' });
      const [first, ...rest] = source === null ? alsoOn : [source, ...alsoOn];
      if (first === undefined) throw new UpdateRefusal('not-found', 'no place to look for updates has been set');
      const finding = await findUpdate(first, { version, platform, arch, kind: installed?.kind ?? null }, { alsoOn: rest, keys, signal });
      if (finding.phase === 'current') return finding;
      this.#found = finding.update;
      const { manifest } = finding.update;
      return { phase: 'found', version: manifest.version, notes: manifest.notes, bytes: manifest.bytes };
    });
  }

  /** Copies what was found to this machine; then `applyAtEnd` installs it. */
  async copy(): Promise<UpdateState> {
    const found = this.#found;
    if (found === null || this.#ready !== null) return this.#state;
    return this.#work(async (signal) => {
      const { version } = found.manifest;
      let told = -1;
      this.#ready = await fetchUpdate(found, this.#options.updatesFolder, {
        signal,
        onProgress: (share) => {
          // Whole percents: a fast disk must not flood the windows.
          if (Math.floor(share * 100) === told) return;
          told = Math.floor(share * 100);
          this.#change({ phase: 'copying', version, share });
        },
      });
      return { phase: 'ready', version };
    });
  }

  /** Gives up looking or copying. */
  cancel(): void {
    this.#working?.abort(new Error('given up'));
  }

  /** Installs what was copied; to be called when the engine has ended and the program is about to. Never throws. */
  async applyAtEnd(now: number): Promise<Ending> {
    const { installed, stateFolder, log, version } = this.#options;
    const ready = this.#ready;
    if (ready === null || installed === null) return nothing;
    try {
      const plan = planUpdate(ready, installed);
      const previous = plan.how === 'replace' ? { file: plan.previous, target: plan.target } : null;
      if (plan.how !== 'show') beginUpdate(stateFolder, { from: version, to: ready.manifest.version, previous, now });
      const applied = await applyUpdate(ready, plan);
      if (applied === 'given-up') forgetProgress(stateFolder);
      return { applied, restart: applied === 'installed' ? restartOf(plan) : null, show: plan.how === 'show' ? ready.file : null };
    } catch (error) {
      forgetProgress(stateFolder);
      log(`the update was not installed: ${String(error)}`);
      return { ...nothing, applied: 'failed' };
    }
  }

  async #work(task: (signal: AbortSignal) => Promise<UpdateState>): Promise<UpdateState> {
    if (this.#working !== null) return this.#state;
    const working = new AbortController();
    this.#working = working;
    const before = this.#state;
    try {
      this.#change(await task(working.signal));
    } catch (error) {
      if (working.signal.aborted) this.#change(before);
      else this.#refuse(error);
    } finally {
      this.#working = null;
    }
    return this.#state;
  }

  #refuse(error: unknown): void {
    const { log } = this.#options;
    const refusal = error instanceof UpdateRefusal ? error : new UpdateRefusal('unreadable', String(error));
    log(`no update: ${refusal.message}${refusal.cause instanceof Error ? ` (${refusal.cause.message})` : ''}`);
    this.#change({ phase: 'refused', reason: refusal.reason, version: refusal.version });
  }

  #change(state: UpdateState): void {
    this.#state = state;
    this.#options.onState(state);
  }
}

/** A replaced AppImage is started by its name; a package put its program where the running one was. */
function restartOf(plan: UpdatePlan): string {
  return plan.how === 'replace' ? plan.target : process.execPath;
}
