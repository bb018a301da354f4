import { app, dialog, shell, type BrowserWindow } from 'electron';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdateState } from '../../contract/desktop.ts';
import { applyUpdate } from '../update/apply.ts';
import { fetchUpdate, type ReadyUpdate } from '../update/fetch.ts';
import { findUpdate, type FoundUpdate, type RunningProgram } from '../update/find.ts';
import { planUpdate, type Installed } from '../update/plan.ts';
import { UpdateRefusal } from '../update/refusal.ts';
import { beginUpdate } from '../update/rollback.ts';
import { forgetProgress } from '../update/update-state.ts';
import type { ShellWords } from '../words/words.ts';

export type UpdatesOptions = {
  /** Folder of this user, for the copy and the note of what is under way. */
  readonly folder: string;
  /** How the program was installed; null when it runs from its sources or was only unpacked. */
  readonly installed: Promise<Installed | null>;
  /** Folder or address of the settings. */
  readonly from: () => string | null;
  readonly words: () => ShellWords;
  readonly changed: () => void;
  readonly onProblem: (error: unknown) => void;
};

/** New versions from a folder, a stick or a server in the house: looked for when a person asks, installed when the program ends. */
export class Updates {
  readonly #options: UpdatesOptions;
  #state: UpdateState = { phase: 'none' };
  #found: FoundUpdate | null = null;
  #ready: ReadyUpdate | null = null;

  constructor(options: UpdatesOptions) {
    this.#options = options;
  }

  get state(): UpdateState {
    return this.#state;
  }

  /** In the place of the settings, and on every stick that is there. */
  async look(): Promise<UpdateState> {
    const sticks = removableRoots();
    const [first, ...others] = [this.#options.from(), ...sticks].filter((place) => place !== null && place !== '');
    if (first === undefined || first === null) return this.#become({ phase: 'refused', reason: 'not-found', version: null });
    return this.#lookIn(first, others.filter((place) => place !== null));
  }

  async choose(window: BrowserWindow): Promise<UpdateState> {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, { title: this.#options.words()['update.choose'], properties: ['openDirectory'] });
    const [folder] = filePaths;
    return canceled || folder === undefined ? this.#state : this.#lookIn(folder, []);
  }

  /** Copies what was found and checks the copy; it is installed when the program ends, which `now` brings about. */
  async install(now: boolean): Promise<UpdateState> {
    const found = this.#found;
    if (found === null || this.#state.phase === 'copying') return this.#state;
    const { version } = found.manifest;
    try {
      this.#become({ phase: 'copying', version, share: 0 });
      this.#ready = await fetchUpdate(found, join(this.#options.folder, 'updates'), { onProgress: (share) => this.#copied(version, share) });
      this.#become({ phase: 'ready', version });
      if (now) app.quit();
    } catch (error) {
      this.#refuse(error);
    }
    return this.#state;
  }

  /** To be called at the program's very end, when nothing runs any more. True: the new version is there to be started. */
  async applyAtEnd(): Promise<boolean> {
    const { folder, onProblem } = this.#options;
    const ready = this.#ready;
    const installed = ready === null ? null : await this.#options.installed;
    if (ready === null || installed === null) return false;
    try {
      const plan = planUpdate(ready, installed);
      if (plan.how === 'show') {
        shell.showItemInFolder(ready.file);
        return false;
      }
      beginUpdate(folder, { from: app.getVersion(), to: ready.manifest.version, previous: plan.how === 'replace' ? { file: plan.previous, target: plan.target } : null, now: Date.now() });
      const applied = await applyUpdate(ready, plan);
      if (applied === 'given-up') forgetProgress(folder);
      return applied === 'installed';
    } catch (error) {
      forgetProgress(folder);
      onProblem(error);
      return false;
    }
  }

  async #lookIn(source: string, alsoOn: readonly string[]): Promise<UpdateState> {
    this.#found = null;
    this.#become({ phase: 'looking' });
    try {
      const running: RunningProgram = { version: app.getVersion(), platform: process.platform, arch: process.arch, kind: (await this.#options.installed)?.kind ?? null };
      const finding = await findUpdate(source, running, { alsoOn });
      if (finding.phase === 'current') return this.#become({ phase: 'current', version: finding.version });
      this.#found = finding.update;
      const { version, notes, bytes } = finding.update.manifest;
      return this.#become({ phase: 'found', version, notes, bytes });
    } catch (error) {
      return this.#refuse(error);
    }
  }

  /** In whole percents, since each is told to all windows. */
  #copied(version: string, share: number): void {
    const percent = Math.floor(share * 100) / 100;
    if (this.#state.phase === 'copying' && this.#state.share !== percent) this.#become({ phase: 'copying', version, share: percent });
  }

  #refuse(error: unknown): UpdateState {
    if (!(error instanceof UpdateRefusal)) this.#options.onProblem(error);
    return this.#become({ phase: 'refused', reason: error instanceof UpdateRefusal ? error.reason : 'unreadable', version: error instanceof UpdateRefusal ? error.version : null });
  }

  #become(state: UpdateState): UpdateState {
    this.#state = state;
    this.#options.changed();
    return state;
  }
}

const mostSticks = 16;

/** Where systems mount sticks and disks. On Windows the settings or the dialog name the drive. */
function removableRoots(): string[] {
  const inside = (folder: string): string[] => {
    try {
      return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
    } catch {
      return [];
    }
  };
  if (process.platform === 'darwin') return inside('/Volumes').slice(0, mostSticks);
  if (process.platform !== 'linux') return [];
  return ['/media', '/run/media'].flatMap((folder) => inside(folder).flatMap(inside)).slice(0, mostSticks);
}
