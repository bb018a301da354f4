import { EventEmitter } from 'node:events';
import { record } from '../recorded.ts';
import { allWindows } from '../windows/window-state.ts';

/** What `app` says to the desktop: remembered where it can be asked for, else recorded. */
export class AppDesktop extends EventEmitter {
  readonly #protocolClients = new Set<string>();
  #loginItem: Electron.Settings = {};
  #badge = 0;
  #shown = true;
  accessibilitySupportEnabled = false;

  setAsDefaultProtocolClient(protocol: string): boolean {
    record('app.setAsDefaultProtocolClient', protocol);
    this.#protocolClients.add(protocol);
    return true;
  }
  removeAsDefaultProtocolClient(protocol: string): boolean {
    return this.#protocolClients.delete(protocol);
  }
  isDefaultProtocolClient(protocol: string): boolean {
    return this.#protocolClients.has(protocol);
  }
  setLoginItemSettings(settings: Electron.Settings): void {
    record('app.setLoginItemSettings', settings);
    this.#loginItem = settings;
  }
  getLoginItemSettings(): Electron.LoginItemSettings {
    const openAtLogin = this.#loginItem.openAtLogin === true;
    return { openAtLogin, wasOpenedAtLogin: false, status: openAtLogin ? 'enabled' : 'not-registered', executableWillLaunchAtLogin: openAtLogin, launchItems: [] };
  }
  setBadgeCount(count = 0): boolean {
    record('app.setBadgeCount', count);
    this.#badge = count;
    return true;
  }
  getBadgeCount(): number {
    return this.#badge;
  }
  get badgeCount(): number {
    return this.#badge;
  }
  set badgeCount(count: number) {
    this.setBadgeCount(count);
  }
  setAppUserModelId(id: string): void {
    record('app.setAppUserModelId', id);
  }
  setDesktopName(name: string): void {
    record('app.setDesktopName', name);
  }
  setAboutPanelOptions(options: Electron.AboutPanelOptionsOptions): void {
    record('app.setAboutPanelOptions', options);
  }
  showAboutPanel(): void {
    record('app.showAboutPanel');
  }
  setJumpList(categories: Electron.JumpListCategory[] | null): 'ok' {
    record('app.setJumpList', categories);
    return 'ok';
  }
  setUserTasks(tasks: Electron.Task[]): boolean {
    record('app.setUserTasks', tasks);
    return true;
  }
  addRecentDocument(path: string): void {
    record('app.addRecentDocument', path);
  }
  clearRecentDocuments(): void {
    record('app.clearRecentDocuments');
  }
  setAccessibilitySupportEnabled(enabled: boolean): void {
    this.accessibilitySupportEnabled = enabled;
  }
  isAccessibilitySupportEnabled(): boolean {
    return this.accessibilitySupportEnabled;
  }
  setSecureKeyboardEntryEnabled(enabled: boolean): void {
    record('app.setSecureKeyboardEntryEnabled', enabled);
  }
  focus(): void {
    (allWindows()[0] as { focus?: () => void } | undefined)?.focus?.();
  }
  hide(): void {
    this.#shown = false;
  }
  show(): void {
    this.#shown = true;
  }
  isHidden(): boolean {
    return !this.#shown;
  }
}
