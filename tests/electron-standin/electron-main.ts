/** What `import 'electron'` and `require('electron')` are in the main process. */
import { EventEmitter } from 'node:events';
import { app } from './app/app.ts';
import { ipcMain } from './contents/ipc-main.ts';
import { webContents } from './contents/web-contents.ts';
import { webFrameMain } from './contents/web-frame-main.ts';
import { clipboard } from './desktop/clipboard.ts';
import { dialog } from './desktop/dialog.ts';
import { Menu, MenuItem } from './desktop/menu.ts';
import { quitRole } from './desktop/menu-roles.ts';
import { nativeImage } from './desktop/native-image.ts';
import { net } from './desktop/net.ts';
import { Notification } from './desktop/notification.ts';
import { safeStorage } from './desktop/safe-storage.ts';
import { crashReporter, globalShortcut, nativeTheme, powerMonitor, powerSaveBlocker, screen, shell } from './desktop/small.ts';
import { systemPreferences } from './desktop/system-preferences.ts';
import { Tray } from './desktop/tray.ts';
import { MessageChannelMain, MessagePortMain } from './ports/message-port-main.ts';
import { calls } from './recorded.ts';
import { protocol, session } from './sessions/session.ts';
import { strict, strictClass } from './strict.ts';
import { UtilityProcess } from './utility/utility-process.ts';
import { BaseWindow } from './windows/base-window.ts';
import { BrowserWindow } from './windows/browser-window.ts';

quitRole(() => app.quit());

/** Parts that only throw: nothing of them is implemented. */
const nothing = (name: string): object => strict(name, {});
class NothingWithEvents extends EventEmitter {}
strictClass('autoUpdater', NothingWithEvents);

const autoUpdater = new NothingWithEvents();
const contentTracing = nothing('contentTracing');
const desktopCapturer = nothing('desktopCapturer');
const inAppPurchase = nothing('inAppPurchase');
const netLog = nothing('netLog');
const pushNotifications = nothing('pushNotifications');
const sharedTexture = nothing('sharedTexture');
const utilityProcess = strict('utilityProcess', {
  fork: (modulePath: string, args?: string[] | Electron.ForkOptions, options?: Electron.ForkOptions) => UtilityProcess.fork(modulePath, args, options),
});
/** Only the stand-in has this: what the desktop was asked to do. */
const standIn = { calls };

const electron = strict('electron', {
  app, autoUpdater, BaseWindow, BrowserWindow, clipboard, contentTracing, crashReporter, desktopCapturer, dialog, globalShortcut, inAppPurchase, ipcMain, Menu, MenuItem, MessageChannelMain, MessagePortMain,
  nativeImage, nativeTheme, net, netLog, Notification, powerMonitor, powerSaveBlocker, protocol, pushNotifications, safeStorage, screen, session, sharedTexture, shell, standIn, systemPreferences, Tray, utilityProcess, webContents, webFrameMain,
});

export {
  app, autoUpdater, BaseWindow, BrowserWindow, clipboard, contentTracing, crashReporter, desktopCapturer, dialog, globalShortcut, inAppPurchase, ipcMain, Menu, MenuItem, MessageChannelMain, MessagePortMain,
  nativeImage, nativeTheme, net, netLog, Notification, powerMonitor, powerSaveBlocker, protocol, pushNotifications, safeStorage, screen, session, sharedTexture, shell, standIn, systemPreferences, Tray, utilityProcess, webContents, webFrameMain,
  electron as default,
  electron as 'module.exports',
};
