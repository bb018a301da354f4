import { EventEmitter } from 'node:events';
import { strictClass } from '../strict.ts';

export const stages = ['onBeforeRequest', 'onBeforeSendHeaders', 'onHeadersReceived', 'onCompleted', 'onErrorOccurred'] as const;
export type Stage = (typeof stages)[number];
type Answerer = (details: never, answer?: (response: never) => void) => void;
type Registered = { readonly filter: Electron.WebRequestFilter; readonly listener: Answerer };

/** Tells the gate (fetch-gate.ts) that it may have to listen to more or less. */
export const webRequestChanged = new EventEmitter<{ changed: [] }>();

/** Chrome's match patterns, e.g. `https://*.example.org/*`, `*://*\/*`, `<all_urls>`. */
function patternMatches(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>') return true;
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/^\.\*:/, '[a-z]+:');
  return new RegExp(`^${source}$`).test(url);
}

function matches({ urls, excludeUrls, types }: Electron.WebRequestFilter, url: string, type: string): boolean {
  if ((urls as string[] | undefined)?.length && !urls.some((pattern) => patternMatches(pattern, url))) return false;
  if (excludeUrls?.some((pattern) => patternMatches(pattern, url))) return false;
  return !types?.length || types.includes(type as never);
}

export class WebRequest {
  readonly #listeners = new Map<Stage, Registered>();

  #set(stage: Stage, filter: unknown, listener: unknown): void {
    const registered = filter === null || typeof filter === 'function' ? { filter: {}, listener: filter } : { filter, listener };
    if (registered.listener === null || registered.listener === undefined) this.#listeners.delete(stage);
    else this.#listeners.set(stage, registered as Registered);
    webRequestChanged.emit('changed');
  }

  onBeforeRequest(filter: unknown, listener?: unknown): void {
    this.#set('onBeforeRequest', filter, listener);
  }
  onBeforeSendHeaders(filter: unknown, listener?: unknown): void {
    this.#set('onBeforeSendHeaders', filter, listener);
  }
  onHeadersReceived(filter: unknown, listener?: unknown): void {
    this.#set('onHeadersReceived', filter, listener);
  }
  onCompleted(filter: unknown, listener?: unknown): void {
    this.#set('onCompleted', filter, listener);
  }
  onErrorOccurred(filter: unknown, listener?: unknown): void {
    this.#set('onErrorOccurred', filter, listener);
  }

  has(stage: Stage): boolean {
    return this.#listeners.has(stage);
  }

  /** Asks the listener of a stage; undefined when there is none for this request. */
  ask<T>(stage: Stage, details: { readonly url: string; readonly resourceType: string }): Promise<T | undefined> {
    const registered = this.#listeners.get(stage);
    if (!registered || !matches(registered.filter, details.url, details.resourceType)) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      registered.listener(details as never, (response: T) => resolve(response));
    });
  }

  tell(stage: 'onCompleted' | 'onErrorOccurred', details: { readonly url: string; readonly resourceType: string }): void {
    const registered = this.#listeners.get(stage);
    if (registered && matches(registered.filter, details.url, details.resourceType)) registered.listener(details as never);
  }
}

strictClass('webRequest', WebRequest);
