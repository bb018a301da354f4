import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { browserNow } from '../chromium/current.ts';
import { contentsEvents } from '../contents/registry.ts';
import { eventWith, StandInEvent } from '../events.ts';
import { record } from '../recorded.ts';
import { sessionCreated } from '../sessions/session.ts';
import { strictClass } from '../strict.ts';
import { utilities, utilityGone } from '../utility/utility-process.ts';
import { allWindows, windowEvents } from '../windows/window-state.ts';
import { AppDesktop } from './app-desktop.ts';
import { appMetrics } from './metrics.ts';
import { preferredLanguages, systemLocale } from './locale.ts';
import { defaultPath } from './paths.ts';
import { SingleInstance } from './single-instance.ts';
import { makeCommandLine, type CommandLine } from './switches.ts';

export type AppFacts = { readonly name: string; readonly version: string; readonly path: string; readonly isPackaged: boolean };

export class App extends AppDesktop {
  #facts: AppFacts = { name: 'Electron', version: '0.0.0', path: '', isPackaged: false };
  #name: string | undefined;
  #ready = false;
  #markReady: () => void = () => undefined;
  readonly #readiness = new Promise<void>((resolve) => (this.#markReady = resolve));
  readonly #paths = new Map<string, string>();
  readonly #lock = new SingleInstance();
  #relaunch: { execPath: string; args: string[] } | undefined;
  #quitting = false;
  #exiting = false;
  readonly commandLine: CommandLine;
  readonly #appended: Map<string, string>;
  // Only macOS has a dock.
  readonly dock = undefined;
  allowRendererProcessReuse = true;

  constructor() {
    super();
    const { commandLine, appended } = makeCommandLine(process.argv);
    this.commandLine = commandLine;
    this.#appended = appended;
    contentsEvents.on('created', (contents) => this.emit('web-contents-created', eventWith({}), contents));
    contentsEvents.on('gone', (contents, details) => this.emit('render-process-gone', eventWith({}), contents, details));
    windowEvents.on('created', (window) => this.emit('browser-window-created', eventWith({}), window));
    windowEvents.on('focused', (window) => this.emit('browser-window-focus', eventWith({}), window));
    windowEvents.on('blurred', (window) => this.emit('browser-window-blur', eventWith({}), window));
    windowEvents.on('allClosed', () => this.#allClosed());
    utilityGone.on('gone', (details) => this.emit('child-process-gone', eventWith({}), details));
    sessionCreated.on('created', (session) => this.emit('session-created', session));
  }

  // For the start script

  is(facts: AppFacts): void {
    this.#facts = facts;
  }
  get switches(): ReadonlyMap<string, string> {
    return this.#appended;
  }
  get userDataIsGiven(): boolean {
    return this.#paths.has('userData') || this.commandLine.hasSwitch('user-data-dir');
  }
  /** Playwright's loader asks for the basic password store, which would leave `safeStorage` untested: only the command line and the program count. */
  ignoreAppended(name: string): void {
    this.#appended.delete(name);
  }
  becomeReady(): void {
    this.#ready = true;
    this.#markReady();
    this.emit('will-finish-launching');
    this.emit('ready', eventWith({}), {});
  }

  // Start

  whenReady(): Promise<void> {
    return this.#readiness;
  }
  isReady(): boolean {
    return this.#ready;
  }
  get isPackaged(): boolean {
    return this.#facts.isPackaged;
  }
  get name(): string {
    return this.getName();
  }
  set name(name: string) {
    this.#name = name;
  }
  getName(): string {
    return this.#name ?? this.#facts.name;
  }
  setName(name: string): void {
    this.#name = name;
  }
  getVersion(): string {
    return this.#facts.version;
  }
  getAppPath(): string {
    return this.#facts.path;
  }
  getPath(name: string): string {
    const given = this.#paths.get(name);
    if (given !== undefined) return given;
    if (name === 'userData' && this.commandLine.hasSwitch('user-data-dir')) return this.commandLine.getSwitchValue('user-data-dir');
    const path = defaultPath(name, this.getName(), name === 'userData' ? '' : this.getPath('userData'));
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    if (name === 'logs') mkdirSync(path, { recursive: true });
    return path;
  }
  setPath(name: string, path: string): void {
    if (!path.startsWith('/')) throw new Error('Path must be absolute');
    if (defaultPath(name, this.getName(), '') === undefined) throw new Error(`Failed to set path: ${name}`);
    this.#paths.set(name, path);
  }
  setAppLogsPath(path?: string): void {
    this.#paths.set('logs', path ?? this.getPath('logs'));
  }
  getLocale(): string {
    return this.commandLine.getSwitchValue('lang') || systemLocale();
  }
  getLocaleCountryCode(): string {
    return systemLocale().split('-')[1] ?? '';
  }
  getSystemLocale(): string {
    return systemLocale();
  }
  getPreferredSystemLanguages(): string[] {
    return preferredLanguages();
  }
  enableSandbox(): void {
    if (this.#ready) throw new Error('app.enableSandbox() can only be called before app is ready');
    record('app.enableSandbox');
  }
  disableHardwareAcceleration(): void {
    if (this.#ready) throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
    record('app.disableHardwareAcceleration');
  }
  isHardwareAccelerationEnabled(): boolean {
    return false;
  }
  disableDomainBlockingFor3DAPIs(): void {
    record('app.disableDomainBlockingFor3DAPIs');
  }
  getGPUFeatureStatus(): Record<string, string> {
    return { gpu_compositing: 'disabled_software', video_decode: 'disabled_software', webgl: 'disabled_off' };
  }
  getAppMetrics(): Electron.ProcessMetric[] {
    return appMetrics();
  }

  // Single instance

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    const call = { argv: process.argv, cwd: process.cwd(), data: additionalData ?? null };
    return this.#lock.request(this.getPath('userData'), call, ({ argv, cwd, data }) => {
      const tell = (): boolean => this.emit('second-instance', eventWith({}), argv, cwd, data);
      if (this.#ready) tell();
      else void this.#readiness.then(tell);
    });
  }
  hasSingleInstanceLock(): boolean {
    return this.#lock.held;
  }
  releaseSingleInstanceLock(): void {
    this.#lock.release();
  }

  // End. The order is Electron's: before-quit, every window's close and closed, will-quit, quit.

  quit(): void {
    if (this.#quitting || this.#exiting) return;
    const event = new StandInEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#quitting = true;
    for (const window of allWindows()) {
      window.close();
      if (!window.isDestroyed()) {
        this.#quitting = false;
        return;
      }
    }
    if (allWindows().length === 0) this.#shutDown();
  }

  #allClosed(): void {
    if (this.#quitting || this.#exiting) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  #shutDown(): void {
    const event = new StandInEvent();
    this.emit('will-quit', event);
    if (event.defaultPrevented) this.#quitting = false;
    else this.exit(0);
  }

  exit(code = 0): void {
    if (this.#exiting) return;
    this.#exiting = true;
    for (const window of allWindows()) window.destroy();
    this.emit('quit', eventWith({}), code);
    void this.#end(code);
  }

  async #end(code: number): Promise<void> {
    for (const utility of utilities) utility.kill();
    await Promise.all([this.#lock.calling, browserNow()?.stop()]);
    this.#lock.release();
    if (this.#relaunch) spawn(this.#relaunch.execPath, this.#relaunch.args, { detached: true, stdio: 'ignore' }).unref();
    process.exit(code);
  }

  relaunch(options: Electron.RelaunchOptions = {}): void {
    record('app.relaunch', options);
    this.#relaunch = { execPath: options.execPath ?? process.execPath, args: options.args ?? process.argv.slice(1) };
  }
}

strictClass('app', App);
export const app = new App();
