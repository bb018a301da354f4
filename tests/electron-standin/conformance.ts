/**
 * Compiles only while what the stand-in implements has the types that `electron.d.ts` gives it: each line names the
 * members that may differ, because they give or take the stand-in's own classes in the place of Electron's.
 */
import type { App } from './app/app.ts';
import type { WebContents } from './contents/web-contents.ts';
import type { clipboard } from './desktop/clipboard.ts';
import type { dialog } from './desktop/dialog.ts';
import type { Menu, MenuItem } from './desktop/menu.ts';
import type { NativeImage } from './desktop/native-image.ts';
import type { Notification } from './desktop/notification.ts';
import type { crashReporter, globalShortcut, nativeTheme, powerMonitor, screen, shell } from './desktop/small.ts';
import type { Tray } from './desktop/tray.ts';
import type { Session } from './sessions/session.ts';
import type { BrowserWindow } from './windows/browser-window.ts';

type Events = keyof NodeJS.EventEmitter;
/** Members of both whose type here is not Electron's. */
type Different<Mine, Real> = { [K in Exclude<keyof Mine & keyof Real, Events>]: Mine[K] extends Real[K] ? never : K }[Exclude<keyof Mine & keyof Real, Events>];
type Only<Allowed, Found extends Allowed> = Found;

export type Conformance = [
  Only<'getGPUFeatureStatus', Different<App, Electron.App>>,
  Only<'webContents' | 'capturePage' | 'getParentWindow' | 'getChildWindows', Different<BrowserWindow, Electron.BrowserWindow>>,
  Only<'capturePage' | 'session' | 'mainFrame', Different<WebContents, Electron.WebContents>>,
  Only<'protocol' | 'webRequest' | 'setPermissionRequestHandler' | 'setPermissionCheckHandler', Different<Session, Electron.Session>>,
  Only<'append' | 'items' | 'insert' | 'getMenuItemById', Different<Menu, Electron.Menu>>,
  Only<'role' | 'id' | 'menu' | 'submenu' | 'accelerator' | 'userAccelerator', Different<MenuItem, Electron.MenuItem>>,
  Only<'setImage' | 'setContextMenu', Different<Tray, Electron.Tray>>,
  Only<never, Different<Notification, Electron.Notification>>,
  Only<'resize' | 'crop', Different<NativeImage, Electron.NativeImage>>,
  Only<never, Different<typeof dialog, Electron.Dialog>>,
  Only<never, Different<typeof clipboard, Electron.Clipboard>>,
  Only<never, Different<typeof shell, Electron.Shell>>,
  Only<never, Different<typeof screen, Electron.Screen>>,
  Only<never, Different<typeof nativeTheme, Electron.NativeTheme>>,
  Only<never, Different<typeof powerMonitor, Electron.PowerMonitor>>,
  Only<never, Different<typeof globalShortcut, Electron.GlobalShortcut>>,
  Only<never, Different<typeof crashReporter, Electron.CrashReporter>>,
];
