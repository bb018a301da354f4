import { originOf } from '../sessions/origins.ts';
import { strict, strictClass } from '../strict.ts';
import type { WebContents } from './web-contents.ts';

/** The main frame of a web contents; other frames of a page are not told apart. */
export class WebFrameMain {
  readonly #contents: WebContents;
  readonly #url: () => string;

  constructor(contents: WebContents, url: () => string) {
    this.#contents = contents;
    this.#url = url;
  }

  get url(): string {
    return this.#url();
  }
  get origin(): string {
    return originOf(this.#url());
  }
  get top(): this {
    return this;
  }
  get parent(): null {
    return null;
  }
  get frames(): WebFrameMain[] {
    return [];
  }
  get framesInSubtree(): WebFrameMain[] {
    return [this];
  }
  get processId(): number {
    return this.#contents.id;
  }
  get osProcessId(): number {
    return this.#contents.getOSProcessId();
  }
  get routingId(): number {
    return 1;
  }
  get frameTreeNodeId(): number {
    return this.#contents.id;
  }
  get frameToken(): string {
    return this.#contents.frameToken;
  }
  get name(): string {
    return '';
  }
  get detached(): boolean {
    return this.#contents.isDestroyed();
  }
  get visibilityState(): 'visible' | 'hidden' {
    return 'visible';
  }
  isDestroyed(): boolean {
    return this.#contents.isDestroyed();
  }
  executeJavaScript(code: string): Promise<unknown> {
    return this.#contents.executeJavaScript(code);
  }
  send(channel: string, ...args: unknown[]): void {
    this.#contents.send(channel, ...args);
  }
  postMessage(channel: string, message: unknown, transfer?: readonly Electron.MessagePortMain[]): void {
    this.#contents.postMessage(channel, message, transfer);
  }
  reload(): boolean {
    this.#contents.reload();
    return true;
  }
}

strictClass('WebFrameMain', WebFrameMain);

export const webFrameMain = strict('webFrameMain', {});
