import { afterEach, describe, expect, it, vi } from 'vitest';
import { listen } from '../../../../../renderer/wall/live/source.ts';

let ends: MessagePort[] = [];

function listenToPort(): { engine: MessagePort; got: ArrayBuffer[]; open: () => void; closed: () => void; hangUp: () => void } {
  const { port1, port2 } = new MessageChannel();
  ends.push(port1, port2);
  const got: ArrayBuffer[] = [];
  const open = vi.fn();
  const closed = vi.fn();
  return { engine: port2, got, open, closed, hangUp: listen({ kind: 'port', port: port1 }, { open, closed, message: (data) => got.push(data) }) };
}

afterEach(() => {
  for (const port of ends) port.close();
  ends = [];
});

describe('a live source over a port', () => {
  it('hands on binary messages and nothing else', async () => {
    const { engine, got, open } = listenToPort();
    expect(open).toHaveBeenCalledOnce();
    engine.postMessage('text');
    engine.postMessage({ taken: 1 });
    engine.postMessage(new Uint8Array([1, 2, 3]).buffer);
    await vi.waitFor(() => expect(got.map((data) => [...new Uint8Array(data)])).toEqual([[1, 2, 3]]));
  });
  it('says what it has taken', async () => {
    const { engine } = listenToPort();
    const notes: unknown[] = [];
    engine.addEventListener('message', ({ data }) => notes.push(data));
    engine.start();
    engine.postMessage(new ArrayBuffer(70_000));
    engine.postMessage(new ArrayBuffer(10));
    await vi.waitFor(() => expect(notes).toEqual([{ taken: 70_000 }, { taken: 10 }]));
  });
  it('is closed by the engine’s word, once', async () => {
    const { engine, closed } = listenToPort();
    engine.postMessage({ closed: 4401 });
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
    engine.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(closed).toHaveBeenCalledOnce();
  });
  it('is closed when the other end is gone without a word', async () => {
    const { engine, closed } = listenToPort();
    engine.close();
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
  });
  it('says nothing more once it was hung up', async () => {
    const { engine, closed, hangUp } = listenToPort();
    const gone = new Promise((resolve) => engine.addEventListener('close', resolve));
    engine.start();
    hangUp();
    await gone;
    expect(closed).not.toHaveBeenCalled();
  });
});
