import { EventEmitter } from 'node:events';
import { record } from '../recorded.ts';
import { strictClass } from '../strict.ts';
import type { Menu } from './menu.ts';
import type { NativeImage } from './native-image.ts';

/** A tray icon that nobody sees; `Tray.all` holds those that exist, for specifications of the stand-in itself. */
export class Tray extends EventEmitter {
  static readonly all: Tray[] = [];
  image: NativeImage | string;
  menu: Menu | null = null;
  toolTip = '';
  #title = '';
  #destroyed = false;

  constructor(image: NativeImage | string) {
    super();
    this.image = image;
    Tray.all.push(this);
  }

  setImage(image: NativeImage | string): void {
    record('tray.setImage');
    this.image = image;
  }
  setPressedImage(): void {
    record('tray.setPressedImage');
  }
  setToolTip(toolTip: string): void {
    record('tray.setToolTip', toolTip);
    this.toolTip = toolTip;
  }
  setTitle(title: string): void {
    this.#title = title;
  }
  getTitle(): string {
    return this.#title;
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu;
  }
  popUpContextMenu(): void {
    record('tray.popUpContextMenu');
  }
  closeContextMenu(): void {
    record('tray.closeContextMenu');
  }
  setIgnoreDoubleClickEvents(ignore: boolean): void {
    record('tray.setIgnoreDoubleClickEvents', ignore);
  }
  displayBalloon(options: Electron.DisplayBalloonOptions): void {
    record('tray.displayBalloon', options);
  }
  getBounds(): Electron.Rectangle {
    return { x: 1880, y: 1045, width: 24, height: 24 };
  }
  destroy(): void {
    this.#destroyed = true;
    const index = Tray.all.indexOf(this);
    if (index >= 0) Tray.all.splice(index, 1);
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
}

strictClass('Tray', Tray);
