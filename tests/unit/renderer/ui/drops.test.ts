import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { keepDropsOut } from '../../../../renderer/ui/drops.ts';

/** An element of the page that is a text field, or none. */
class Place extends EventTarget {
  readonly field: boolean;
  constructor(field: boolean) {
    super();
    this.field = field;
  }
  closest(): unknown {
    return this.field ? { tagName: 'TEXTAREA', getAttribute: () => null } : null;
  }
}

beforeAll(() => void vi.stubGlobal('Element', Place));
afterAll(() => vi.unstubAllGlobals());

/** Sends the page an event of a drag and tells whether the browser would still do what it does by itself. */
function drag(type: 'dragover' | 'drop', types: readonly string[], { taken = false, field = false } = {}): { opened: boolean; dropEffect: string } {
  const page = new Place(field);
  const dataTransfer = { types, dropEffect: 'copy' };
  if (taken) page.addEventListener(type, (event) => event.preventDefault());
  keepDropsOut(page as unknown as Window);
  const event = Object.assign(new Event(type, { cancelable: true }), { dataTransfer });
  return { opened: page.dispatchEvent(event), dropEffect: dataTransfer.dropEffect };
}

describe('what is dropped on a window', () => {
  it('is not opened in the program’s place, be it file or link', () => {
    for (const types of [['Files'], ['text/uri-list', 'text/plain']]) {
      expect(drag('dragover', types)).toEqual({ opened: false, dropEffect: 'none' });
      expect(drag('drop', types)).toEqual({ opened: false, dropEffect: 'none' });
    }
  });
  it('is left to a part of the window that has taken it', () => {
    expect(drag('dragover', ['Files'], { taken: true })).toEqual({ opened: false, dropEffect: 'copy' });
  });
  it('goes into a field when it is text, and nowhere when it is a file', () => {
    expect(drag('drop', ['text/plain'], { field: true }).opened).toBe(true);
    expect(drag('drop', ['Files', 'text/plain'], { field: true }).opened).toBe(false);
  });
});
