import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PortRequest } from '../../../../electron/contract/desktop.ts';
import { askForPort } from '../../../../renderer/desktop/ports.ts';

/** As much of a window as carries messages: what is posted has itself as source, unless said otherwise. */
class Page extends EventTarget {
  readonly location = { origin: 'app://watchhouse' };
  bring(data: unknown, ports: readonly MessagePort[], from: { source?: unknown; origin?: string } = {}): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data, ports, source: this, origin: this.location.origin, ...from }));
  }
}

let page: Page;
let asked: PortRequest[];
const ask = (request: Parameters<typeof askForPort>[0] = { kind: 'channel' }): Promise<MessagePort> => askForPort(request, page as unknown as Window);
const idOf = (index: number): string => asked[index]?.id ?? '';

function shellThatSays(connect: () => Promise<boolean>): void {
  vi.stubGlobal('watchhouse', { connect: (request: PortRequest) => {
    asked.push(request);
    return connect();
  } });
}

beforeEach(() => {
  page = new Page();
  asked = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a port from the shell', () => {
  it('is asked for with what it is for, each under a name of its own', async () => {
    shellThatSays(() => Promise.resolve(false));
    await Promise.allSettled([ask(), ask({ kind: 'live', cameraId: '0b7fbb6a-6f0a-4a53-9c7e-0d1c12d0a001', stream: 'sub' })]);
    expect(asked).toMatchObject([{ kind: 'channel' }, { kind: 'live', cameraId: '0b7fbb6a-6f0a-4a53-9c7e-0d1c12d0a001', stream: 'sub' }]);
    expect(idOf(0)).not.toBe(idOf(1));
    for (const { id } of asked) expect(id).toMatch(/^[\w-]{1,64}$/);
  });
  it('comes to who asked for it', async () => {
    shellThatSays(() => Promise.resolve(true));
    const [first, second] = [ask(), ask()];
    const [one, two] = [new MessageChannel().port1, new MessageChannel().port1];
    page.bring({ type: 'watchhouse:port', id: idOf(1) }, [two]);
    page.bring({ type: 'watchhouse:port', id: idOf(0) }, [one]);
    expect(await first).toBe(one);
    expect(await second).toBe(two);
    one.close();
    two.close();
  });
  it('is taken from our own page only', async () => {
    shellThatSays(() => Promise.resolve(true));
    const answer = ask();
    const [foreign, ours] = [new MessageChannel().port1, new MessageChannel().port1];
    const data = { type: 'watchhouse:port', id: idOf(0) };
    page.bring(data, [foreign], { source: {} });
    page.bring(data, [foreign], { origin: 'https://example.invalid' });
    page.bring({ ...data, id: 'another' }, [foreign]);
    page.bring(data, []);
    page.bring(null, [foreign]);
    page.bring(data, [ours]);
    expect(await answer).toBe(ours);
    foreign.close();
    ours.close();
  });
  it('is not waited for when the shell has none', async () => {
    shellThatSays(() => Promise.resolve(false));
    await expect(ask()).rejects.toMatchObject({ kind: 'connection-lost' });
    shellThatSays(() => Promise.reject(new Error('not now')));
    await expect(ask()).rejects.toMatchObject({ kind: 'connection-lost' });
    vi.unstubAllGlobals();
    await expect(ask()).rejects.toMatchObject({ kind: 'connection-lost' });
  });
  it('that does not come within ten seconds is given up, and closed when it comes after all', async () => {
    vi.useFakeTimers();
    shellThatSays(() => Promise.resolve(true));
    const answer = ask();
    const outcome = expect(answer).rejects.toMatchObject({ kind: 'connection-lost' });
    await vi.advanceTimersByTimeAsync(10_000);
    await outcome;
    const late = { close: vi.fn() };
    page.bring({ type: 'watchhouse:port', id: idOf(0) }, [late as unknown as MessagePort]);
    expect(late.close).toHaveBeenCalledOnce();
  });
});
