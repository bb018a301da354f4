import { EventEmitter } from 'node:events';
import { record } from '../recorded.ts';

/** Settings of a web contents, remembered; 'zoom-set' tells the window, which makes the viewport fit. */
export class ContentsSettings extends EventEmitter {
  #devTools = false;
  #zoom = 1;
  #audioMuted = false;
  #backgroundThrottling = true;

  openDevTools(options?: Electron.OpenDevToolsOptions): void {
    record('webContents.openDevTools', options);
    this.#devTools = true;
    setImmediate(() => this.emit('devtools-opened'));
  }
  closeDevTools(): void {
    if (this.#devTools) setImmediate(() => this.emit('devtools-closed'));
    this.#devTools = false;
  }
  toggleDevTools(): void {
    if (this.#devTools) this.closeDevTools();
    else this.openDevTools();
  }
  isDevToolsOpened(): boolean {
    return this.#devTools;
  }
  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0");
    this.#zoom = factor;
    this.emit('zoom-set');
  }
  getZoomFactor(): number {
    return this.#zoom;
  }
  setZoomLevel(level: number): void {
    this.setZoomFactor(1.2 ** level);
  }
  getZoomLevel(): number {
    return Math.log(this.#zoom) / Math.log(1.2);
  }
  get zoomFactor(): number {
    return this.#zoom;
  }
  set zoomFactor(factor: number) {
    this.setZoomFactor(factor);
  }
  get zoomLevel(): number {
    return this.getZoomLevel();
  }
  set zoomLevel(level: number) {
    this.setZoomLevel(level);
  }
  setVisualZoomLevelLimits(minimum: number, maximum: number): Promise<void> {
    record('webContents.setVisualZoomLevelLimits', minimum, maximum);
    return Promise.resolve();
  }
  setBackgroundThrottling(allowed: boolean): void {
    this.#backgroundThrottling = allowed;
  }
  getBackgroundThrottling(): boolean {
    return this.#backgroundThrottling;
  }
  setAudioMuted(muted: boolean): void {
    this.#audioMuted = muted;
  }
  isAudioMuted(): boolean {
    return this.#audioMuted;
  }
  isCurrentlyAudible(): boolean {
    return false;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    record('webContents.setWebRTCIPHandlingPolicy', policy);
  }
  setIgnoreMenuShortcuts(ignore: boolean): void {
    record('webContents.setIgnoreMenuShortcuts', ignore);
  }
}
