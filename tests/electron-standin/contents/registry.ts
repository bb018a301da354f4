import { EventEmitter } from 'node:events';
import type { WebContents } from './web-contents.ts';

const all = new Map<number, WebContents>();

/** Tells `app` of new web contents and of renderers that are gone. */
export const contentsEvents = new EventEmitter<{ created: [contents: WebContents]; gone: [contents: WebContents, details: Electron.RenderProcessGoneDetails] }>();

export function addContents(contents: WebContents): void {
  all.set(contents.id, contents);
  setImmediate(() => contentsEvents.emit('created', contents));
}

export function removeContents(contents: WebContents): void {
  all.delete(contents.id);
}

export function allContents(): WebContents[] {
  return [...all.values()];
}

export function contentsById(id: number): WebContents | undefined {
  return all.get(id);
}

export function contentsByTarget(targetId: string): WebContents | undefined {
  return allContents().find((contents) => contents.targetId === targetId);
}
