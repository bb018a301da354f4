import { record } from '../recorded.ts';

const labels: Readonly<Record<string, string>> = {
  about: 'About', undo: 'Undo', redo: 'Redo', cut: 'Cut', copy: 'Copy', paste: 'Paste', pasteandmatchstyle: 'Paste and Match Style', delete: 'Delete', selectall: 'Select All',
  reload: 'Reload', forcereload: 'Force Reload', toggledevtools: 'Toggle Developer Tools', togglefullscreen: 'Toggle Full Screen', resetzoom: 'Actual Size', zoomin: 'Zoom In', zoomout: 'Zoom Out',
  minimize: 'Minimize', close: 'Close Window', quit: 'Quit', help: 'Help', window: 'Window', filemenu: 'File', editmenu: 'Edit', viewmenu: 'View', windowmenu: 'Window',
};

export function roleLabel(role: string | undefined): string {
  return role === undefined ? '' : (labels[role.toLowerCase()] ?? role);
}

type Window = { minimize(): void; close(): void; setFullScreen(on: boolean): void; isFullScreen(): boolean; reload?(): void; webContents?: Contents };
type Contents = { reload(): void; reloadIgnoringCache(): void; toggleDevTools(): void; setZoomLevel(level: number): void; getZoomLevel(): number };

let quit: () => void = () => undefined;
/** Set by the module that knows `app`. */
export function quitRole(run: () => void): void {
  quit = run;
}

/** What a role does to the window in front; the editing roles are only recorded. */
export function runRole(role: string, window: unknown, contents: unknown): void {
  record('menu role', role);
  const target = window as Window | undefined;
  const page = (contents as Contents | undefined) ?? target?.webContents;
  const actions: Readonly<Record<string, () => void>> = {
    quit: () => quit(),
    close: () => target?.close(),
    minimize: () => target?.minimize(),
    togglefullscreen: () => target?.setFullScreen(!target.isFullScreen()),
    reload: () => page?.reload(),
    forcereload: () => page?.reloadIgnoringCache(),
    toggledevtools: () => page?.toggleDevTools(),
    resetzoom: () => page?.setZoomLevel(0),
    zoomin: () => page?.setZoomLevel(page.getZoomLevel() + 0.5),
    zoomout: () => page?.setZoomLevel(page.getZoomLevel() - 0.5),
  };
  actions[role.toLowerCase()]?.();
}
