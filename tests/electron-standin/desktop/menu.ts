import { EventEmitter } from 'node:events';
import { record } from '../recorded.ts';
import { strictClass } from '../strict.ts';
import { roleLabel, runRole } from './menu-roles.ts';

type Options = Electron.MenuItemConstructorOptions;
let lastCommandId = 0;

export class MenuItem {
  readonly id: string | undefined;
  readonly role: Options['role'];
  readonly type: NonNullable<Options['type']>;
  readonly accelerator: string | undefined;
  readonly userAccelerator: string | undefined;
  readonly commandId = ++lastCommandId;
  readonly registerAccelerator: boolean;
  readonly acceleratorWorksWhenHidden: boolean;
  readonly submenu: Menu | undefined;
  readonly before: string[] | undefined;
  readonly after: string[] | undefined;
  label: string;
  sublabel: string;
  toolTip: string;
  icon: Options['icon'];
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  menu: Menu | undefined = undefined;
  /** Runs the item as if it had been chosen. */
  click: (event?: Electron.KeyboardEvent, window?: unknown, contents?: unknown) => void;

  constructor(options: Options) {
    this.id = options.id;
    this.role = options.role;
    const { submenu } = options;
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : (submenu as unknown as Menu | undefined);
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal');
    if (this.type === 'submenu' && !this.submenu) throw new Error('Invalid submenu');
    this.accelerator = options.accelerator;
    this.userAccelerator = this.accelerator;
    this.label = options.label ?? roleLabel(options.role);
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.icon = options.icon;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.registerAccelerator = options.registerAccelerator ?? true;
    this.acceleratorWorksWhenHidden = options.acceleratorWorksWhenHidden ?? true;
    this.before = options.before;
    this.after = options.after;
    this.click = (event, window, contents) => {
      if (!this.enabled) return;
      if (this.type === 'checkbox') this.checked = !this.checked;
      else if (this.type === 'radio') this.#checkAlone();
      if (options.click) options.click(this as unknown as Electron.MenuItem, window as Electron.BaseWindow | undefined, event ?? {});
      else if (options.role) runRole(options.role, window, contents);
    };
  }

  #checkAlone(): void {
    for (const item of this.menu?.items ?? []) if (item.type === 'radio') item.checked = item === this;
    this.checked = true;
  }
}

export class Menu extends EventEmitter {
  readonly items: MenuItem[] = [];
  static #application: Menu | null = null;

  static buildFromTemplate(template: (Options | MenuItem | Electron.MenuItem)[]): Menu {
    const menu = new Menu();
    for (const entry of template) menu.append(entry instanceof MenuItem ? entry : new MenuItem(entry as Options));
    return menu;
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }
  static sendActionToFirstResponder(action: string): void {
    record('Menu.sendActionToFirstResponder', action);
  }

  append(item: MenuItem): void {
    this.insert(this.items.length, item);
  }
  insert(position: number, item: MenuItem): void {
    item.menu = this;
    this.items.splice(position, 0, item);
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      if (item.id === id) return item;
      const below = item.submenu?.getMenuItemById(id);
      if (below) return below;
    }
    return null;
  }
  popup(options: Electron.PopupOptions = {}): void {
    record('menu.popup', this.items.map(({ label }) => label));
    this.emit('menu-will-show', {});
    setImmediate(() => {
      this.emit('menu-will-close', {});
      options.callback?.();
    });
  }
  closePopup(): void {
    record('menu.closePopup');
  }
}

strictClass('MenuItem', MenuItem);
strictClass('Menu', Menu);
