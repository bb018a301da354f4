import { EventEmitter } from 'node:events';

/** Windows that exist, in the order of their creation, and the one with the focus. */
const windows: Tracked[] = [];
let focused: Tracked | undefined;

type Tracked = EventEmitter & { readonly id: number; close(): void; destroy(): void; isDestroyed(): boolean };

/** Tells `app`: a window exists, the focus moved, the last one is gone. */
export const windowEvents = new EventEmitter<{ created: [window: Tracked]; focused: [window: Tracked]; blurred: [window: Tracked]; allClosed: [] }>();

export function addWindow(window: Tracked): void {
  windows.push(window);
  setImmediate(() => windowEvents.emit('created', window));
}

export function removeWindow(window: Tracked): void {
  const index = windows.indexOf(window);
  if (index >= 0) windows.splice(index, 1);
  if (focused === window) focused = undefined;
  if (index >= 0 && windows.length === 0) windowEvents.emit('allClosed');
}

export function allWindows(): Tracked[] {
  return [...windows];
}

export function focusedWindow(): Tracked | undefined {
  return focused;
}

export function moveFocus(window: Tracked | undefined): void {
  if (focused === window) return;
  const before = focused;
  focused = window;
  if (before && !before.isDestroyed()) {
    before.emit('blur', {});
    windowEvents.emit('blurred', before);
  }
  if (window) {
    window.emit('focus', {});
    windowEvents.emit('focused', window);
  }
}
