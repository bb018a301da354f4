/** Small parts of the desktop, remembered or recorded. */
import { EventEmitter } from 'node:events';
import { record } from '../recorded.ts';
import { strict, strictClass } from '../strict.ts';

const display: Electron.Display = {
  id: 1, label: 'Stand-in', bounds: { x: 0, y: 0, width: 1920, height: 1080 }, workArea: { x: 0, y: 0, width: 1920, height: 1040 }, size: { width: 1920, height: 1080 }, workAreaSize: { width: 1920, height: 1040 },
  nativeOrigin: { x: 0, y: 0 }, scaleFactor: 1, rotation: 0, internal: false, monochrome: false, accelerometerSupport: 'unavailable', touchSupport: 'unavailable', colorDepth: 24, colorSpace: '', depthPerComponent: 8, detected: true, displayFrequency: 60, maximumCursorSize: { width: 64, height: 64 },
};

class Screen extends EventEmitter {
  getPrimaryDisplay(): Electron.Display {
    return display;
  }
  getAllDisplays(): Electron.Display[] {
    return [display];
  }
  getDisplayMatching(rectangle: Electron.Rectangle): Electron.Display {
    return this.getDisplayNearestPoint({ x: rectangle.x + rectangle.width / 2, y: rectangle.y + rectangle.height / 2 });
  }
  getDisplayNearestPoint(point: Electron.Point): Electron.Display {
    const far = ({ bounds }: Electron.Display): number => Math.hypot(bounds.x + bounds.width / 2 - point.x, bounds.y + bounds.height / 2 - point.y);
    return this.getAllDisplays().toSorted((one, other) => far(one) - far(other))[0] ?? display;
  }
  getCursorScreenPoint(): Electron.Point {
    return { x: 0, y: 0 };
  }
}
strictClass('screen', Screen);
export const screen = new Screen();

class PowerMonitor extends EventEmitter {
  onBatteryPower = false;
  getSystemIdleTime(): number {
    return 0;
  }
  getSystemIdleState(): 'active' {
    return 'active';
  }
  getCurrentThermalState(): 'unknown' {
    return 'unknown';
  }
  isOnBatteryPower(): boolean {
    return this.onBatteryPower;
  }
}
strictClass('powerMonitor', PowerMonitor);
export const powerMonitor = new PowerMonitor();

const blockers = new Set<number>();
let lastBlocker = 0;
export const powerSaveBlocker = strict('powerSaveBlocker', {
  start: (type: string) => {
    record('powerSaveBlocker.start', type);
    blockers.add(++lastBlocker);
    return lastBlocker;
  },
  stop: (id: number) => {
    record('powerSaveBlocker.stop', id);
    return blockers.delete(id);
  },
  isStarted: (id: number) => blockers.has(id),
} satisfies Electron.PowerSaveBlocker);

export const shell = strict('shell', {
  openExternal: (url: string, options?: Electron.OpenExternalOptions) => {
    record('shell.openExternal', url, options);
    return Promise.resolve();
  },
  openPath: (path: string) => {
    record('shell.openPath', path);
    return Promise.resolve('');
  },
  showItemInFolder: (path: string) => record('shell.showItemInFolder', path),
  trashItem: (path: string) => {
    record('shell.trashItem', path);
    return Promise.resolve();
  },
  beep: () => record('shell.beep'),
});

class NativeTheme extends EventEmitter {
  #source: 'system' | 'light' | 'dark' = 'system';
  shouldUseHighContrastColors = false;
  shouldUseInvertedColorScheme = false;
  shouldUseDarkColorsForSystemIntegratedUI = false;
  prefersReducedTransparency = false;
  inForcedColorsMode = false;
  get themeSource(): 'system' | 'light' | 'dark' {
    return this.#source;
  }
  set themeSource(source: 'system' | 'light' | 'dark') {
    this.#source = source;
    setImmediate(() => this.emit('updated'));
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}
strictClass('nativeTheme', NativeTheme);
export const nativeTheme = new NativeTheme();

const shortcuts = new Map<string, () => void>();
export const globalShortcut = strict('globalShortcut', {
  register: (accelerator: string, callback: () => void) => {
    if (shortcuts.has(accelerator)) return false;
    shortcuts.set(accelerator, callback);
    return true;
  },
  registerAll: (accelerators: string[], callback: () => void) => accelerators.forEach((accelerator) => shortcuts.set(accelerator, callback)),
  isRegistered: (accelerator: string) => shortcuts.has(accelerator),
  unregister: (accelerator: string) => void shortcuts.delete(accelerator),
  unregisterAll: () => shortcuts.clear(),
});

const parameters = new Map<string, string>();
let uploads = false;
export const crashReporter = strict('crashReporter', {
  start: (options: Electron.CrashReporterStartOptions) => {
    record('crashReporter.start', options);
    uploads = options.uploadToServer ?? true;
  },
  getUploadToServer: () => uploads,
  setUploadToServer: (upload: boolean) => {
    uploads = upload;
  },
  getLastCrashReport: () => null,
  getUploadedReports: (): Electron.CrashReport[] => [],
  getParameters: () => Object.fromEntries(parameters),
  addExtraParameter: (name: string, value: string) => void parameters.set(name, value),
  removeExtraParameter: (name: string) => void parameters.delete(name),
});
