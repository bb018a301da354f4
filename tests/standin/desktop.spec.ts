/* eslint @typescript-eslint/no-deprecated: off -- the synchronous forms of safeStorage are still there to be used */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, launch, test, userData } from './launch.ts';

test('what is not implemented throws and names itself', async ({ app }) => {
  const messages = await app.evaluate((electron) => {
    const window = new electron.BrowserWindow({ show: false });
    const attempts: (() => unknown)[] = [
      () => window.setVibrancy('menu'),
      () => electron.app.startAccessingSecurityScopedResource(''),
      () => electron.desktopCapturer.getSources({ types: [] }),
      () => electron.autoUpdater.checkForUpdates(),
      () => window.webContents.startDrag({ file: '', icon: '' }),
      () => 'toString' in electron.dialog,
      () => electron.contentTracing.stopRecording(),
      () => new electron.Tray(electron.nativeImage.createEmpty()).focus(),
      () => electron.net.request('http://127.0.0.1/'),
    ];
    return attempts.map((attempt) => {
      try {
        attempt();
        return 'nothing';
      } catch (error) {
        return (error as Error).message;
      }
    });
  });
  const missing = (name: string): string => `stand-in: ${name} is not implemented`;
  expect(messages).toEqual([
    missing('BrowserWindow.setVibrancy'), missing('app.startAccessingSecurityScopedResource'), missing('desktopCapturer.getSources'), missing('autoUpdater.checkForUpdates'), missing('webContents.startDrag'),
    'nothing', missing('contentTracing.stopRecording'), missing('Tray.focus'), missing('net.request'),
  ]);
});

test('a specification can put its own functions in the place of the desktop', async ({ app }) => {
  const got = await app.evaluate(async ({ dialog, Notification, Tray, screen, shell, nativeImage }) => {
    const seen: unknown[] = [];
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: '/tmp/x' });
    Notification.prototype.show = function () {
      seen.push(this.title);
    };
    Tray.prototype.setToolTip = (text) => seen.push(text);
    screen.getAllDisplays = () => [];
    shell.openExternal = (url) => Promise.resolve(void seen.push(url));
    new Notification({ title: 'told' }).show();
    new Tray(nativeImage.createEmpty()).setToolTip('tip');
    await shell.openExternal('https://example.org/');
    return [seen, screen.getAllDisplays().length, (await dialog.showSaveDialog({})).filePath];
  });
  expect(got).toEqual([['told', 'tip', 'https://example.org/'], 0, '/tmp/x']);
});

test('secrets are bound to the keyring, and without one there is no encryption', async () => {
  const keyring = mkdtempSync(join(tmpdir(), 'standin-keyring-'));
  process.env['WATCHHOUSE_STANDIN_KEYRING'] = keyring;
  const folder = userData();
  const first = await launch(`--user-data-dir=${folder}`);
  const secret = await first.evaluate(({ safeStorage }) => {
    const encrypted = safeStorage.encryptString('密码');
    return [safeStorage.isEncryptionAvailable(), safeStorage.getSelectedStorageBackend(), safeStorage.decryptString(encrypted), encrypted.toString('base64')];
  });
  expect(secret.slice(0, 3)).toEqual([true, 'gnome_libsecret', '密码']);
  await first.close();
  const decrypt = async (...args: string[]): Promise<string> => {
    const app = await launch(`--user-data-dir=${folder}`, ...args);
    const result = await app.evaluate(({ safeStorage }, base64) => {
      try {
        return `${safeStorage.getSelectedStorageBackend()} ${safeStorage.decryptString(Buffer.from(base64, 'base64'))}`;
      } catch (error) {
        return String(error);
      }
    }, String(secret[3]));
    await app.close();
    return result;
  };
  expect(await decrypt()).toBe('gnome_libsecret 密码');
  rmSync(keyring, { recursive: true });
  expect(await decrypt()).toContain('Error while decrypting');
  delete process.env['WATCHHOUSE_STANDIN_KEYRING'];
});

test('menus are built, found and clicked', async ({ app }) => {
  const got = await app.evaluate(({ Menu }) => {
    const clicked: unknown[] = [];
    const menu = Menu.buildFromTemplate([{ label: 'File', submenu: [{ id: 'open', label: 'Open', accelerator: 'Ctrl+O', click: (item) => clicked.push(item.label) }, { type: 'separator' }, { role: 'quit' }] }, { id: 'box', type: 'checkbox', label: 'Box' }]);
    Menu.setApplicationMenu(menu);
    menu.getMenuItemById('open')?.click();
    menu.getMenuItemById('box')?.click();
    return [clicked, menu.getMenuItemById('box')?.checked, Menu.getApplicationMenu() === menu, menu.items[0]?.submenu?.items.map(({ type, label }) => `${type} ${label}`)];
  });
  expect(got).toEqual([['Open'], true, true, ['normal Open', 'separator ', 'normal Quit']]);
});

test('the program reads its command line, folders and languages', async () => {
  const folder = userData();
  const app = await launch(`--user-data-dir=${folder}`, '--lang=zh-CN', '--flag=one');
  const got = await app.evaluate(({ app: electronApp }) => [electronApp.getPath('userData'), electronApp.getLocale(), electronApp.commandLine.getSwitchValue('flag'), electronApp.commandLine.hasSwitch('none'), electronApp.isPackaged, electronApp.getName(), electronApp.getVersion(), process.argv.length, electronApp.dock === undefined]);
  expect(got).toEqual([folder, 'zh-CN', 'one', false, false, 'Stand-in fixture', '1.2.3', 5, true]);
  const page = await app.firstWindow();
  await page.locator('h1').waitFor();
  expect(await page.evaluate(() => navigator.language)).toBe('zh-CN');
  await app.close();
});
