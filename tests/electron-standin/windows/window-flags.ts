import { EventEmitter } from 'node:events';
import { record } from '../recorded.ts';

const flagNames = ['alwaysOnTop', 'autoHideMenuBar', 'backgroundColor', 'skipTaskbar', 'resizable', 'movable', 'minimizable', 'maximizable', 'closable', 'fullscreenable', 'focusable', 'opacity'] as const;

/** What a window is told that has no effect without a desktop: remembered where it can be asked for, else recorded. */
export class WindowFlags extends EventEmitter {
  #title: string;
  readonly #flags = new Map<string, unknown>();

  constructor(options: Electron.BaseWindowConstructorOptions) {
    super();
    this.#title = options.title ?? 'Electron';
    for (const name of flagNames) if (options[name] !== undefined) this.#flags.set(name, options[name]);
  }

  getTitle(): string {
    return this.#title;
  }
  setTitle(title: string): void {
    this.#title = title;
  }
  get title(): string {
    return this.#title;
  }
  set title(title: string) {
    this.#title = title;
  }
  setAlwaysOnTop(flag: boolean, level?: string, relativeLevel?: number): void {
    record('window.setAlwaysOnTop', flag, level, relativeLevel);
    const changed = this.isAlwaysOnTop() !== flag;
    this.#flags.set('alwaysOnTop', flag);
    if (changed) this.emit('always-on-top-changed', {}, flag);
  }
  isAlwaysOnTop(): boolean {
    return this.#flags.get('alwaysOnTop') === true;
  }
  setResizable(on: boolean): void {
    this.#flags.set('resizable', on);
  }
  isResizable(): boolean {
    return this.#flags.get('resizable') !== false;
  }
  setMovable(on: boolean): void {
    this.#flags.set('movable', on);
  }
  isMovable(): boolean {
    return this.#flags.get('movable') !== false;
  }
  setMinimizable(on: boolean): void {
    this.#flags.set('minimizable', on);
  }
  isMinimizable(): boolean {
    return this.#flags.get('minimizable') !== false;
  }
  setMaximizable(on: boolean): void {
    this.#flags.set('maximizable', on);
  }
  isMaximizable(): boolean {
    return this.#flags.get('maximizable') !== false;
  }
  setClosable(on: boolean): void {
    this.#flags.set('closable', on);
  }
  isClosable(): boolean {
    return this.#flags.get('closable') !== false;
  }
  setFullScreenable(on: boolean): void {
    this.#flags.set('fullscreenable', on);
  }
  isFullScreenable(): boolean {
    return this.#flags.get('fullscreenable') !== false;
  }
  setFocusable(on: boolean): void {
    this.#flags.set('focusable', on);
  }
  isFocusable(): boolean {
    return this.#flags.get('focusable') !== false;
  }
  setSkipTaskbar(on: boolean): void {
    this.#flags.set('skipTaskbar', on);
  }
  setAutoHideMenuBar(on: boolean): void {
    this.#flags.set('autoHideMenuBar', on);
  }
  isMenuBarAutoHide(): boolean {
    return this.#flags.get('autoHideMenuBar') === true;
  }
  setMenuBarVisibility(on: boolean): void {
    this.#flags.set('menuBarVisible', on);
  }
  isMenuBarVisible(): boolean {
    return this.#flags.get('menuBarVisible') !== false && !this.isMenuBarAutoHide();
  }
  setBackgroundColor(color: string): void {
    this.#flags.set('backgroundColor', color);
  }
  getBackgroundColor(): string {
    return (this.#flags.get('backgroundColor') as string | undefined) ?? '#FFFFFF';
  }
  setOpacity(opacity: number): void {
    this.#flags.set('opacity', opacity);
  }
  getOpacity(): number {
    return (this.#flags.get('opacity') as number | undefined) ?? 1;
  }
  setProgressBar(progress: number, options?: Electron.ProgressBarOptions): void {
    record('window.setProgressBar', progress, options);
  }
  flashFrame(flag: boolean): void {
    record('window.flashFrame', flag);
  }
  setOverlayIcon(overlay: unknown, description: string): void {
    record('window.setOverlayIcon', overlay, description);
  }
  setIcon(icon: unknown): void {
    record('window.setIcon', icon);
  }
  setContentProtection(enable: boolean): void {
    record('window.setContentProtection', enable);
  }
  setVisibleOnAllWorkspaces(visible: boolean): void {
    this.#flags.set('visibleOnAllWorkspaces', visible);
  }
  isVisibleOnAllWorkspaces(): boolean {
    return this.#flags.get('visibleOnAllWorkspaces') === true;
  }
  setMenu(menu: unknown): void {
    record('window.setMenu', menu);
  }
  removeMenu(): void {
    record('window.removeMenu');
  }
  setTitleBarOverlay(options: Electron.TitleBarOverlayOptions): void {
    record('window.setTitleBarOverlay', options);
  }
  setThumbarButtons(buttons: Electron.ThumbarButton[]): boolean {
    record('window.setThumbarButtons', buttons);
    return false;
  }
  setEnabled(on: boolean): void {
    this.#flags.set('enabled', on);
  }
  isEnabled(): boolean {
    return this.#flags.get('enabled') !== false;
  }
  isModal(): boolean {
    return false;
  }
}
