import { dialog, type BrowserWindow } from 'electron';
import { writeFile, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { pageOrigin } from '../../contract/desktop.ts';
import { http } from '../../contract/http.ts';
import type { Saving } from '../desk/saving.ts';
import type { ShellWords } from '../words/words.ts';
import { ShellRefusal } from './dispatch.ts';

export type FilesOptions = { readonly saving: Saving; readonly door: (request: Request) => Promise<Response>; readonly words: () => ShellWords };

type What = 'clip' | 'picture';

const kinds = {
  clip: { extension: 'mp4', path: http.eventClip, filter: 'file.video', title: 'save.clip' },
  picture: { extension: 'jpg', path: http.eventPicture, filter: 'file.picture', title: 'save.picture' },
} as const satisfies Record<What, unknown>;

/** A file name to offer, of a name that a page gave: without signs that a file system refuses or that are not seen. */
function offeredName(name: string, extension: string): string {
  return `${name.replaceAll(/[\\/:*?"<>|\p{C}]/gu, '').replaceAll(/\s+/g, ' ').replace(/^[ .]+/, '').slice(0, 100).trim() || 'watchhouse'}.${extension}`;
}

/** What people take out of the program: clips, pictures and printed pages, always through the system's own dialogs. */
export function makeFiles({ saving, door, words }: FilesOptions) {
  const failed = (window: BrowserWindow, message: 'save.failedText' | 'save.gone'): void => {
    void dialog.showMessageBox(window, { type: 'error', message: words()['save.failed'], detail: words()[message] });
  };

  const refuseWhileSaving = (): void => {
    if (saving.progress !== null) throw new ShellRefusal('conflict');
  };

  return {
    saveEvent: async (window: BrowserWindow, eventId: string, what: What, name?: string): Promise<string | null> => {
      refuseWhileSaving();
      const { extension, path, filter, title } = kinds[what];
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: words()[title],
        defaultPath: offeredName(name ?? `watchhouse-${eventId.slice(0, 13)}`, extension),
        filters: [{ name: words()[filter], extensions: [extension] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (canceled || filePath === '') return null;
      // Another window may have begun while this one's dialog was open.
      refuseWhileSaving();
      const answer = await door(new Request(`${pageOrigin}${path(eventId)}`));
      if (!answer.ok) {
        failed(window, 'save.gone');
        return null;
      }
      try {
        await saving.save(answer, filePath, basename(filePath));
        return basename(filePath);
      } catch {
        failed(window, 'save.failedText');
        return null;
      }
    },

    print: (window: BrowserWindow): Promise<boolean> => new Promise((resolve) => window.webContents.print({}, (done) => resolve(done))),

    savePdf: async (window: BrowserWindow, name: string): Promise<string | null> => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: words()['save.pdf'],
        defaultPath: offeredName(name, 'pdf'),
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      });
      if (canceled || filePath === '') return null;
      const beside = `${filePath}.part`;
      try {
        await writeFile(beside, await window.webContents.printToPDF({ preferCSSPageSize: true }), { mode: 0o600, flush: true });
        await rename(beside, filePath);
        return basename(filePath);
      } catch {
        await rm(beside, { force: true });
        failed(window, 'save.failedText');
        return null;
      }
    },
  };
}
