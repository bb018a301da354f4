import { Menu, type MenuItemConstructorOptions } from 'electron';
import { Screen, type ShellCommand } from '../../contract/desktop.ts';
import type { ShellWords } from '../words/words.ts';

export type MenuActions = {
  readonly command: (window: unknown, command: ShellCommand) => void;
  readonly go: (window: unknown, screen: Screen) => void;
  readonly openNew: (window: unknown, screen: Screen) => void;
  readonly quit: () => void;
};

const screens = Screen.options;

/** The menu of all windows, in one language. Ids are for tests and for nothing else. */
export function menuTemplate(words: ShellWords, { command, go, openNew, quit }: MenuActions, isPackaged: boolean): MenuItemConstructorOptions[] {
  const ask = (id: ShellCommand, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: (_item, window) => command(window, id),
  });
  const role = (name: NonNullable<MenuItemConstructorOptions['role']>, label: string): MenuItemConstructorOptions => ({ role: name, label });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  return [
    {
      label: words['menu.file'],
      submenu: [
        { label: words['menu.newWindow'], submenu: screens.map((screen, index) => ({ id: `new-${screen}`, label: words[`screen.${screen}`], accelerator: `CmdOrCtrl+Shift+${index + 1}`, click: (_item, window) => openNew(window, screen) })) },
        line,
        ask('print', words['menu.print'], 'CmdOrCtrl+P'),
        ask('save-pdf', words['menu.savePdf'], 'CmdOrCtrl+Shift+S'),
        line,
        ask('sign-out', words['menu.signOut']),
        role('close', words['menu.close']),
        { id: 'quit', label: words['menu.quit'], accelerator: 'CmdOrCtrl+Q', click: quit },
      ],
    },
    {
      label: words['menu.edit'],
      submenu: [role('undo', words['menu.undo']), role('redo', words['menu.redo']), line, role('cut', words['menu.cut']), role('copy', words['menu.copy']), role('paste', words['menu.paste']), role('selectAll', words['menu.selectAll'])],
    },
    {
      label: words['menu.go'],
      submenu: screens.map((screen, index) => ({ id: `go-${screen}`, label: words[`screen.${screen}`], accelerator: `CmdOrCtrl+${index + 1}`, click: (_item, window) => go(window, screen) })),
    },
    {
      label: words['menu.view'],
      submenu: [
        ask('full-screen', words['menu.fullScreen'], 'F11'),
        line,
        role('zoomIn', words['menu.zoomIn']),
        role('zoomOut', words['menu.zoomOut']),
        role('resetZoom', words['menu.zoomReset']),
        line,
        role('reload', words['menu.reload']),
        ...(isPackaged ? [] : [role('toggleDevTools', words['menu.developer'])]),
      ],
    },
    { label: words['menu.window'], submenu: [role('minimize', words['menu.minimize']), role('close', words['menu.close'])] },
    { label: words['menu.help'], submenu: [ask('keys', words['menu.keys']), role('about', words['menu.about'])] },
  ];
}

export function showMenu(words: ShellWords, actions: MenuActions, isPackaged: boolean): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(words, actions, isPackaged)));
}
