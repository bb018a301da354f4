import { app, dialog } from 'electron';
import type { Words } from '../../contract/words.ts';
import { StoreError } from '../../engine/store/store-error.ts';
import { noteReady, noteStart, rollBack, shouldRollBack } from '../update/rollback.ts';
import type { UpdateProgress } from '../update/update-state.ts';
import { fill, type ShellWords } from '../words/words.ts';
import { startAgainAtEnd } from './restart.ts';

export type ComingUpOptions = {
  /** Folder of this user, where an update that is under way is noted. */
  readonly folder: string;
  readonly dataFolder: () => string;
  readonly words: () => ShellWords;
  readonly onProblem: (error: unknown) => void;
  /** Ends the program without asking. */
  readonly end: () => void;
};

/** The first starts after an update: the database is copied before, and the old version comes back when the new one does not come up. */
export type ComingUp = {
  /** Before each start of the engine. What speaks against it, or null. */
  starting(): Words | null;
  ready(): void;
  /** Whether the old version is on its way back: nothing more is to be started. `what` as in `shouldRollBack`. */
  troubled(what: { readonly failed: string } | 'died'): boolean;
};

export function makeComingUp({ folder, dataFolder, words, onProblem, end }: ComingUpOptions): ComingUp {
  let progress: UpdateProgress | null = null;
  return {
    starting: () => {
      try {
        progress = noteStart(folder, app.getVersion(), dataFolder());
        return null;
      } catch (error) {
        onProblem(error);
        return error instanceof StoreError ? error.words : null;
      }
    },
    ready: () => {
      if (progress !== null) noteReady(folder);
      progress = null;
    },
    troubled: (what) => {
      if (progress === null || !shouldRollBack(progress, what)) return false;
      try {
        const { from, to } = progress;
        const back = rollBack(folder, progress);
        progress = null;
        onProblem(`update to ${to} taken back: ${what === 'died' ? 'the engine died' : what.failed}`);
        if (back.next === 'start') {
          // At night nobody is there to read: cameras come first.
          startAgainAtEnd(back.program);
          end();
          return true;
        }
        void dialog.showMessageBox({ type: 'warning', message: fill(words()['update.back'], { version: to }), detail: fill(words()['update.backInstall'], { version: from }) }).finally(end);
        return true;
      } catch (error) {
        onProblem(error);
        return false;
      }
    },
  };
}
