import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket as ServerSocket } from 'ws';
import { CallError, type Channel, type ChannelState } from '../../../../renderer/channel/channel.ts';
import { createSocketChannel, reconnectDelayMs } from '../../../../renderer/channel/socket-channel.ts';

type Asked = { id: number; call: string; input: unknown };
type Engine = { port: number; sockets: ServerSocket[]; asked: Asked[]; stop: () => Promise<void> };

const running: Engine[] = [];
const channels: Channel[] = [];

/** A WebSocket server on loopback that answers as it is told. */
async function startEngine(onAsked: (ask: Asked, socket: ServerSocket) => void, port = 0): Promise<Engine> {
  const server = new WebSocketServer({ host: '127.0.0.1', port });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const engine: Engine = {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    sockets: [],
    asked: [],
    stop: () =>
      new Promise((resolve) => {
        for (const socket of engine.sockets) socket.terminate();
        server.close(() => resolve());
      }),
  };
  server.on('connection', (socket) => {
    engine.sockets.push(socket);
    socket.on('message', (data: Buffer) => {
      const ask = JSON.parse(data.toString()) as Asked;
      engine.asked.push(ask);
      onAsked(ask, socket);
    });
  });
  running.push(engine);
  return engine;
}

function openChannel(engine: Engine, mayReconnect: () => Promise<boolean> = () => Promise.resolve(true)): Channel {
  const channel = createSocketChannel({ open: () => new WebSocket(`ws://127.0.0.1:${engine.port}`), mayReconnect, waitMs: () => 5 });
  channels.push(channel);
  return channel;
}

function reached(channel: Channel, wanted: ChannelState): Promise<void> {
  if (channel.state() === wanted) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = channel.onState((state) => {
      if (state !== wanted) return;
      stop();
      resolve();
    });
  });
}

const answer = (socket: ServerSocket, id: number, output: unknown): void => socket.send(JSON.stringify({ id, ok: true, output }));

afterEach(async () => {
  for (const channel of channels.splice(0)) channel.close();
  for (const engine of running.splice(0)) await engine.stop();
});

describe('the channel', () => {
  it('gives each call its own answer, in whatever order they come', async () => {
    const held: (() => void)[] = [];
    const engine = await startEngine(({ id, call }, socket) => {
      held.unshift(() => answer(socket, id, call === 'events.count' ? { count: 7, oldestOpenAt: null } : { running: true, source: 'drawn', progress: 1 }));
      if (held.length === 2) for (const send of held) send();
    });
    const channel = openChannel(engine);
    const [count, demo] = await Promise.all([channel.call('events.count', { filter: {} }), channel.call('demo.get', {})]);
    expect(count.count).toBe(7);
    expect(demo.source).toBe('drawn');
  });

  it('sends calls that were made before it was open', async () => {
    const engine = await startEngine(({ id }, socket) => answer(socket, id, { count: 1, oldestOpenAt: null }));
    expect((await openChannel(engine).call('events.count', { filter: {} })).count).toBe(1);
  });

  it('rejects with the kind of refusal and the time to wait', async () => {
    const engine = await startEngine(({ id }, socket) => socket.send(JSON.stringify({ id, ok: false, error: { kind: 'too-many-tries', retryAfterMs: 3000 } })));
    await expect(openChannel(engine).call('demo.start', {})).rejects.toMatchObject({ kind: 'too-many-tries', retryAfterMs: 3000 });
  });

  it('does not pass on an answer that is not what the contract says', async () => {
    const engine = await startEngine(({ id }, socket) => answer(socket, id, { count: 'many' }));
    await expect(openChannel(engine).call('events.count', { filter: {} })).rejects.toMatchObject({ kind: 'not-understood' });
  });

  it('outlives messages that are none', async () => {
    const engine = await startEngine(({ id }, socket) => {
      for (const nonsense of ['{', 'null', '{"push":"unknown","data":1}', '{"push":"log","data":{}}', '[1]']) socket.send(nonsense);
      answer(socket, id, { count: 2, oldestOpenAt: null });
    });
    expect((await openChannel(engine).call('events.count', { filter: {} })).count).toBe(2);
  });

  it('opens itself again, and handlers go on hearing pushes', async () => {
    const engine = await startEngine(() => undefined);
    const channel = openChannel(engine);
    const heard: string[] = [];
    channel.on('log', ({ message }) => heard.push(message));
    await reached(channel, 'open');
    engine.sockets[0]?.terminate();
    await reached(channel, 'lost');
    await reached(channel, 'open');
    const line = new Promise<void>((resolve) => channel.on('log', () => resolve()));
    engine.sockets.at(-1)?.send(JSON.stringify({ push: 'log', data: { at: 1, level: 'info', part: 'api', message: 'back' } }));
    await line;
    expect(heard).toEqual(['back']);
  });

  it('asks a question again whose answer was lost', async () => {
    const engine = await startEngine(({ id }, socket) => {
      if (engine.asked.length === 1) socket.terminate();
      else answer(socket, id, { count: 3, oldestOpenAt: null });
    });
    expect((await openChannel(engine).call('events.count', { filter: {} })).count).toBe(3);
    expect(engine.asked).toHaveLength(2);
  });

  it('does not do a thing twice whose answer was lost', async () => {
    const engine = await startEngine((_, socket) => socket.terminate());
    const channel = openChannel(engine);
    await expect(channel.call('demo.start', {})).rejects.toMatchObject({ kind: 'connection-lost' });
    await reached(channel, 'open');
    expect(engine.asked).toHaveLength(1);
  });

  it('gives up when the session has ended, without trying once more', async () => {
    const engine = await startEngine(() => undefined);
    const channel = openChannel(engine, () => Promise.resolve(false));
    await reached(channel, 'open');
    engine.sockets[0]?.close(4401);
    await reached(channel, 'closed');
    expect(engine.sockets).toHaveLength(1);
    await expect(channel.call('demo.get', {})).rejects.toBeInstanceOf(CallError);
  });

  it('rejects what still waits when it is closed', async () => {
    const engine = await startEngine(() => undefined);
    const channel = openChannel(engine);
    await reached(channel, 'open');
    const call = channel.call('demo.get', {});
    channel.close();
    await expect(call).rejects.toMatchObject({ kind: 'connection-lost' });
  });
});

describe('waiting before the next attempt', () => {
  it('doubles from a quarter of a second to five seconds', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map((attempt) => Math.round(reconnectDelayMs(attempt, () => 0.5)))).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
  });

  it('is spread by a tenth each way, so that windows do not come all at once', () => {
    expect(reconnectDelayMs(5, () => 0)).toBe(4500);
    expect(reconnectDelayMs(5, () => 1)).toBe(5500);
  });
});
