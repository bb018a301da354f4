import { afterEach, describe, expect, it, vi } from 'vitest';
import { openPortSocket } from '../../../../renderer/channel/port-socket.ts';
import { createSocketChannel } from '../../../../renderer/channel/socket-channel.ts';
import type { Channel } from '../../../../renderer/channel/channel.ts';

const channels: Channel[] = [];
const engineEnds: MessagePort[] = [];
const heard: unknown[] = [];

/** A shell that lends a port whose other end is an engine which answers counts. */
function lend(onAsked: (ask: { id: number }, port: MessagePort) => void = ({ id }, port) => port.postMessage(JSON.stringify({ id, ok: true, output: { count: 3, oldestOpenAt: null } }))): Promise<MessagePort> {
  const { port1, port2 } = new MessageChannel();
  engineEnds.push(port2);
  port2.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    heard.push(data);
    if (typeof data === 'string') onAsked(JSON.parse(data) as { id: number }, port2);
  });
  port2.start();
  return Promise.resolve(port1);
}

function openChannel(ask: () => Promise<MessagePort>, mayReconnect: () => Promise<boolean> = () => Promise.resolve(true)): Channel {
  const channel = createSocketChannel({ open: () => openPortSocket(ask), mayReconnect, waitMs: () => 5 });
  channels.push(channel);
  return channel;
}

afterEach(() => {
  for (const channel of channels.splice(0)) channel.close();
  for (const port of engineEnds.splice(0)) port.close();
  heard.length = 0;
});

describe('the channel over a port', () => {
  it('answers calls, also those made before the port was there', async () => {
    expect((await openChannel(() => lend()).call('events.count', { filter: {} })).count).toBe(3);
  });
  it('hears pushes', async () => {
    const channel = openChannel(() => lend());
    await channel.call('events.count', { filter: {} });
    const line = { at: 1, level: 'info', part: 'engine', message: 'here' };
    const pushed = new Promise((resolve) => channel.on('log', resolve));
    engineEnds[0]?.postMessage(JSON.stringify({ push: 'log', data: line }));
    expect(await pushed).toEqual(line);
  });
  it('says how many bytes it has taken, in UTF-8', async () => {
    const channel = openChannel(() => lend());
    await channel.call('events.count', { filter: {} });
    engineEnds[0]?.postMessage('"岗亭"');
    await vi.waitFor(() => {
      const notes = heard.filter((each): each is { taken: number } => typeof each === 'object' && each !== null && 'taken' in each);
      expect(notes.reduce((sum, { taken }) => sum + taken, 0)).toBe(JSON.stringify({ id: 1, ok: true, output: { count: 3, oldestOpenAt: null } }).length + 8);
    });
  });
  it('comes back when the engine’s end is gone', async () => {
    const channel = openChannel(() => lend());
    await channel.call('events.count', { filter: {} });
    const states: string[] = [];
    channel.onState((state) => states.push(state));
    engineEnds[0]?.close();
    await vi.waitFor(() => expect(states).toEqual(['lost', 'open']));
    expect((await channel.call('events.count', { filter: {} })).count).toBe(3);
  });
  it('asks again and again while there is no port', async () => {
    let tries = 0;
    const channel = openChannel(() => (++tries < 4 ? Promise.reject(new Error('engine away')) : lend()));
    await vi.waitFor(() => expect(channel.state()).toBe('open'));
    expect(tries).toBe(4);
  });
  it('does not come back when its session has ended and nobody is signed in', async () => {
    const mayReconnect = vi.fn(() => Promise.resolve(false));
    const channel = openChannel(() => lend(), mayReconnect);
    await channel.call('events.count', { filter: {} });
    engineEnds[0]?.postMessage({ closed: 4401 });
    await vi.waitFor(() => expect(channel.state()).toBe('closed'));
    expect(mayReconnect).toHaveBeenCalledOnce();
  });
  it('closes a port that comes after the channel was closed', async () => {
    let give: (port: MessagePort) => void = () => undefined;
    openChannel(() => new Promise((resolve) => (give = resolve))).close();
    const port = { close: vi.fn() };
    give(port as unknown as MessagePort);
    await vi.waitFor(() => expect(port.close).toHaveBeenCalledOnce());
  });
});
