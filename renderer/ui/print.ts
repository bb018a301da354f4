import { callShell, desktopBridge } from '../desktop/bridge.ts';
import { tell } from './notices.ts';
import i18next from 'i18next';
import { callErrorText } from './call-error.ts';

/** Prints what the window shows: with the system's dialog in the desktop shell, with the browser's own in a browser. */
export async function printPage(): Promise<void> {
  if (desktopBridge() === null) {
    window.print();
    return;
  }
  await callShell('page.print', {}).catch((error: unknown) => tell(callErrorText(error), { stayMs: 8000 }));
}

/** Saves what would be printed as a PDF; only the desktop shell can. A browser's print dialog offers the same. */
export async function savePagePdf(name = document.title): Promise<void> {
  if (desktopBridge() === null) {
    window.print();
    return;
  }
  try {
    const { saved } = await callShell('page.savePdf', { name: name.slice(0, 128) });
    if (saved !== null) tell(i18next.t('desktop:save.saved', { file: saved }));
  } catch (error) {
    tell(callErrorText(error), { stayMs: 8000 });
  }
}
