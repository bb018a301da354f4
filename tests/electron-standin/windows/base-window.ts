import { StandInEvent } from '../events.ts';
import { strictClass } from '../strict.ts';
import { WindowFlags } from './window-flags.ts';
import { addWindow, allWindows, focusedWindow, moveFocus, removeWindow } from './window-state.ts';

let lastId = 0;
type Shape = 'normal' | 'maximized' | 'minimized';

/** A top-level window without a desktop: its state, and the events that Electron emits when the state changes. */
export class BaseWindow extends WindowFlags {
  readonly id = ++lastId;
  #bounds: Electron.Rectangle;
  #normal: Electron.Rectangle;
  #shape: Shape = 'normal';
  #fullScreen: boolean;
  #kiosk: boolean;
  #visible = false;
  #destroyed = false;
  #minimum: [number, number];
  #maximum: [number, number];

  constructor(options: Electron.BaseWindowConstructorOptions = {}) {
    super(options);
    const { width = 800, height = 600, x = Math.max(0, Math.round((1920 - width) / 2)), y = Math.max(0, Math.round((1040 - height) / 2)) } = options;
    this.#bounds = { x, y, width, height };
    this.#normal = this.#bounds;
    this.#fullScreen = options.fullscreen === true || options.kiosk === true;
    this.#kiosk = options.kiosk === true;
    if (this.#fullScreen) this.#bounds = { x: 0, y: 0, width: 1920, height: 1080 };
    this.#minimum = [options.minWidth ?? 0, options.minHeight ?? 0];
    this.#maximum = [options.maxWidth ?? 0, options.maxHeight ?? 0];
    addWindow(this);
    if (options.show !== false) setImmediate(() => this.show());
  }

  static getAllWindows(): BaseWindow[] {
    return allWindows() as unknown as BaseWindow[];
  }
  static getFocusedWindow(): BaseWindow | null {
    return (focusedWindow() as unknown as BaseWindow | undefined) ?? null;
  }
  static fromId(id: number): BaseWindow | null {
    return BaseWindow.getAllWindows().find((window) => window.id === id) ?? null;
  }

  // Life

  close(): void {
    if (this.#destroyed) return;
    const event = new StandInEvent();
    this.emit('close', event);
    if (event.defaultPrevented) this.emit('close-prevented');
    else this.destroy();
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#visible = false;
    this.onDestroy();
    this.emit('closed');
    removeWindow(this);
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  protected onDestroy(): void {
    // For windows with contents.
  }
  protected onBounds(): void {
    // For windows with contents.
  }
  #alive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }

  // Visibility and focus

  show(): void {
    this.#appear();
    this.focus();
  }
  showInactive(): void {
    this.#appear();
  }
  #appear(): void {
    this.#alive();
    if (this.#visible) return;
    this.#visible = true;
    this.emit('show', {});
  }
  hide(): void {
    this.#alive();
    if (!this.#visible) return;
    this.#visible = false;
    this.blur();
    this.emit('hide', {});
  }
  isVisible(): boolean {
    return this.#visible && this.#shape !== 'minimized';
  }
  isOccluded(): boolean {
    return false;
  }
  focus(): void {
    this.#alive();
    if (this.#visible) moveFocus(this);
  }
  blur(): void {
    if (this.isFocused()) moveFocus(undefined);
  }
  isFocused(): boolean {
    return focusedWindow()?.id === this.id;
  }
  moveTop(): void {
    this.#alive();
  }

  // Bounds

  getBounds(): Electron.Rectangle {
    this.#alive();
    return { ...this.#bounds };
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#alive();
    const before = this.#bounds;
    const wanted = { ...before, ...bounds };
    const limit = (value: number, index: 0 | 1): number => Math.min(Math.max(value, this.#minimum[index]), this.#maximum[index] || Infinity);
    this.#bounds = { x: Math.round(wanted.x), y: Math.round(wanted.y), width: Math.round(limit(wanted.width, 0)), height: Math.round(limit(wanted.height, 1)) };
    if (this.#shape === 'normal' && !this.#fullScreen) this.#normal = this.#bounds;
    this.onBounds();
    const { x, y, width, height } = this.#bounds;
    if (width !== before.width || height !== before.height) for (const name of ['resize', 'resized']) this.emit(name, {});
    if (x !== before.x || y !== before.y) for (const name of ['move', 'moved']) this.emit(name, {});
  }
  getNormalBounds(): Electron.Rectangle {
    return { ...this.#normal };
  }
  getContentBounds(): Electron.Rectangle {
    return this.getBounds();
  }
  setContentBounds(bounds: Electron.Rectangle): void {
    this.setBounds(bounds);
  }
  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  getContentSize(): number[] {
    return this.getSize();
  }
  setContentSize(width: number, height: number): void {
    this.setSize(width, height);
  }
  getPosition(): number[] {
    return [this.#bounds.x, this.#bounds.y];
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }
  center(): void {
    this.setPosition((1920 - this.#bounds.width) / 2, (1040 - this.#bounds.height) / 2);
  }
  setMinimumSize(width: number, height: number): void {
    this.#minimum = [width, height];
  }
  getMinimumSize(): number[] {
    return [...this.#minimum];
  }
  setMaximumSize(width: number, height: number): void {
    this.#maximum = [width, height];
  }
  getMaximumSize(): number[] {
    return [...this.#maximum];
  }

  // Shape

  #become(shape: Shape, bounds: Electron.Rectangle, event: string): void {
    this.#alive();
    if (this.#shape === shape) return;
    this.#shape = shape;
    this.setBounds(bounds);
    this.emit(event, {});
  }
  maximize(): void {
    this.#become('maximized', { x: 0, y: 0, width: 1920, height: 1040 }, 'maximize');
    this.show();
  }
  unmaximize(): void {
    if (this.#shape === 'maximized') this.#become('normal', this.#normal, 'unmaximize');
  }
  isMaximized(): boolean {
    return this.#shape === 'maximized';
  }
  minimize(): void {
    this.#become('minimized', this.#bounds, 'minimize');
    this.blur();
  }
  isMinimized(): boolean {
    return this.#shape === 'minimized';
  }
  restore(): void {
    if (this.#shape === 'maximized') this.unmaximize();
    else this.#become('normal', this.#normal, 'restore');
  }
  isNormal(): boolean {
    return this.#shape === 'normal' && !this.#fullScreen;
  }
  setFullScreen(on: boolean): void {
    this.#alive();
    if (on === this.#fullScreen) return;
    if (on) this.#fullScreen = true;
    this.setBounds(on ? { x: 0, y: 0, width: 1920, height: 1080 } : this.#normal);
    this.#fullScreen = on;
    this.emit(on ? 'enter-full-screen' : 'leave-full-screen', {});
  }
  isFullScreen(): boolean {
    return this.#fullScreen;
  }
  setSimpleFullScreen(on: boolean): void {
    this.setFullScreen(on);
  }
  isSimpleFullScreen(): boolean {
    return this.#fullScreen;
  }
  setKiosk(on: boolean): void {
    this.#kiosk = on;
    this.setFullScreen(on);
  }
  isKiosk(): boolean {
    return this.#kiosk;
  }
  get kiosk(): boolean {
    return this.#kiosk;
  }
  get fullScreen(): boolean {
    return this.#fullScreen;
  }
  getParentWindow(): BaseWindow | null {
    return null;
  }
  getChildWindows(): BaseWindow[] {
    return [];
  }
  getMediaSourceId(): string {
    return `window:${this.id}:0`;
  }
}

strictClass('BaseWindow', BaseWindow);
