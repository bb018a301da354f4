import { app } from 'electron';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the desktop looks for what to start (freedesktop.org, Desktop Application Autostart Specification). */
function autostartFile(): string {
  return join(process.env['XDG_CONFIG_HOME'] || join(app.getPath('home'), '.config'), 'autostart', 'watchhouse.desktop');
}

/**
 * An `Exec` value: quoted, with what is special inside quotes escaped, and then escaped once more as every string is
 * (Desktop Entry Specification, "The Exec key").
 */
export function execValue(program: string, args: readonly string[]): string {
  const quoted = `"${program.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
  return [quoted, ...args].join(' ').replaceAll('\\', '\\\\');
}

/** Has the system start the program with the session, in the tray. */
export function setStartWithSystem(on: boolean): void {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: on, args: ['--hidden'] });
    return;
  }
  const file = autostartFile();
  if (!on) {
    rmSync(file, { force: true });
    return;
  }
  // An AppImage runs from a place that is another one each time.
  const program = process.env['APPIMAGE'] ?? app.getPath('exe');
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `[Desktop Entry]\nType=Application\nName=Watchhouse\nName[zh_CN]=岗亭\nExec=${execValue(program, ['--hidden'])}\nX-GNOME-Autostart-enabled=true\n`);
}
