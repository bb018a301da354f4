import { record } from '../recorded.ts';
import { strict } from '../strict.ts';

/** Nobody sits at a dialog here: every one is recorded and canceled; a specification puts its own function in the place of one. */
function asked<R>(name: string, result: (options: Record<string, unknown>) => R): (...args: unknown[]) => R {
  return (...args) => {
    const options = (args.at(-1) ?? {}) as Record<string, unknown>;
    record(`dialog.${name}`, options);
    return result(options);
  };
}

function cancelled(options: Record<string, unknown>): number {
  const id = options['cancelId'] ?? options['defaultId'] ?? 0;
  return typeof id === 'number' ? id : 0;
}

export const dialog = strict('dialog', {
  showOpenDialog: asked('showOpenDialog', () => Promise.resolve<Electron.OpenDialogReturnValue>({ canceled: true, filePaths: [] })),
  showOpenDialogSync: asked('showOpenDialogSync', () => undefined),
  showSaveDialog: asked('showSaveDialog', () => Promise.resolve<Electron.SaveDialogReturnValue>({ canceled: true, filePath: '' })),
  showSaveDialogSync: asked('showSaveDialogSync', () => ''),
  showMessageBox: asked('showMessageBox', (options) => Promise.resolve<Electron.MessageBoxReturnValue>({ response: cancelled(options), checkboxChecked: options['checkboxChecked'] === true })),
  showMessageBoxSync: asked('showMessageBoxSync', cancelled),
  showCertificateTrustDialog: asked('showCertificateTrustDialog', () => Promise.resolve()),
  showErrorBox: (title: string, content: string) => {
    record('dialog.showErrorBox', title, content);
    console.error(`${title}: ${content}`);
  },
});
