import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Packet } from 'node-av';
import { LiveFeed } from '../../../../electron/engine/media/live/live-feed.ts';
import { startLiveServer, watchLive, type LiveMessage, type LiveServer } from '../../../support/live-server.ts';
import { chromiumMissing } from '../../../support/players.ts';
import { FilePackets } from '../../../support/source-packets.ts';
import { testVideo } from '../../../support/test-video.ts';

let server: LiveServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});
async function start(videos: readonly string[], speed = 1): Promise<LiveServer> {
  return (server = await startLiveServer(videos, speed));
}

type PacketMessage = Extract<LiveMessage, { kind: 'packet' }>;
const packetsOf = (messages: readonly LiveMessage[]): PacketMessage[] => messages.filter((message) => message.kind === 'packet');
async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; !isTrue(); tries++) {
    if (tries === 400) throw new Error('did not happen in 20 s');
    await sleep(50);
  }
}

describe('a window watches a stream through a socket that was handed from process to process', () => {
  for (const codec of ['h264', 'hevc'] as const)
    it(`and has a picture at once, from the last key frame on, however far apart those are (${codec})`, async () => {
      const { port } = await start([await testVideo({ codec, seconds: 20, gop: 200, container: 'mp4' })]);
      await sleep(1500);
      const { socket, messages } = await watchLive(port);
      await until(() => packetsOf(messages).length > 14);
      socket.terminate();
      expect(messages[0]).toMatchObject({ kind: 'config', config: { width: 320, height: 240, codec: expect.stringMatching(codec === 'h264' ? /^avc1\./ : /^h[ev]{2}1\./) as string } });
      const packets = packetsOf(messages);
      expect(packets.map(({ isKey }) => isKey)).toEqual(packets.map((_, i) => i === 0));
      const [first, tenth] = [packets[0], packets[9]];
      if (!first || !tenth) throw new Error('too few packets');
      expect(first.data.subarray(0, 4)).toEqual(Buffer.of(0, 0, 0, 1));
      // A second and a half of pictures came together, not in the time that they last.
      expect(tenth.at - first.at).toBeCloseTo(900, 0);
      expect(tenth.receivedAt - first.receivedAt).toBeLessThan(500);
    });

  it('together with others, who get the same', async () => {
    const { port } = await start([await testVideo({ container: 'mp4' })], 3);
    const watching = await Promise.all([watchLive(port), watchLive(port), watchLive(port)]);
    await until(() => watching.every(({ messages }) => packetsOf(messages).length > 60));
    for (const { socket } of watching) socket.terminate();
    const times = watching.map(({ messages }) => packetsOf(messages).map(({ at }) => at));
    // Who came after the next key frame begins there.
    const common = Math.max(...times.map(([first = 0]) => first));
    const [first, ...others] = times.map((own) => own.slice(own.indexOf(common)).slice(0, 40));
    expect(first).toHaveLength(40);
    for (const other of others) expect(other).toEqual(first);
    expect(watching[0].messages.some(({ kind }) => kind === 'overlay')).toBe(true);
  });

  it('and is told when the size of the picture changes, before the key frame of that size', async () => {
    const { port } = await start([await testVideo({ container: 'mp4' }), await testVideo({ width: 640, height: 480, container: 'mp4' })], 4);
    const { socket, messages } = await watchLive(port);
    await until(() => messages.filter(({ kind }) => kind === 'config').length > 2);
    await until(() => messages.at(-1)?.kind === 'packet');
    socket.terminate();
    const widths = messages.flatMap((message) => (message.kind === 'config' ? [message.config.width] : []));
    expect(new Set(widths)).toEqual(new Set([320, 640]));
    messages.forEach((message, i) => {
      const next = messages.slice(i).find(({ kind }) => kind === 'packet');
      if (message.kind === 'config') expect(next).toMatchObject({ isKey: true });
    });
  });

  it('and one that does not read is skipped over to a key frame and told how much it missed, while others lose nothing', async () => {
    const running = await start([await testVideo({ width: 1280, height: 720, fps: 25, seconds: 20, gop: 25, container: 'mp4' })], 30);
    const fast = await watchLive(running.port);
    const slow = await watchLive(running.port);
    await until(() => packetsOf(slow.messages).length > 10);
    const before = running.told.rssBytes;
    slow.socket.pause();
    await sleep(3000);
    const growth = running.told.rssBytes - before;
    const missedFrom = packetsOf(slow.messages).length;
    slow.socket.resume();
    await until(() => slow.messages.some(({ kind }) => kind === 'state'));
    await until(() => slow.messages.at(-1)?.kind === 'packet' && packetsOf(slow.messages).length > missedFrom + 5);
    fast.socket.terminate();
    slow.socket.terminate();
    const told = slow.messages.findIndex(({ kind }) => kind === 'state');
    expect(slow.messages[told]).toMatchObject({ state: { skipped: expect.any(Number) as number } });
    expect(slow.messages.slice(told).find(({ kind }) => kind === 'packet')).toMatchObject({ isKey: true });
    expect(fast.messages.some(({ kind }) => kind === 'state')).toBe(false);
    const gaps = packetsOf(fast.messages).slice(1, 400).filter(({ isKey, at }, i) => !isKey && at - (packetsOf(fast.messages)[i]?.at ?? 0) > 41);
    expect(gaps).toEqual([]);
    // Some twenty megabytes went by in that time.
    expect(growth).toBeLessThan(60_000_000);
  });

  it('and is forgotten when it goes', async () => {
    const running = await start([await testVideo({ container: 'mp4' })]);
    const { socket } = await watchLive(running.port);
    await until(() => running.told.viewers === 1);
    socket.terminate();
    await until(() => running.told.viewers === 0);
  });

  it('and the server it came through can still close after the worker died', async () => {
    const running = await start([await testVideo({ container: 'mp4' })]);
    const { socket } = await watchLive(running.port);
    await running.stop();
    server = null;
    socket.terminate();
  });

  it('and is not listened to: a long message ends its connection, a bad handshake never becomes one', async () => {
    const { port } = await start([await testVideo({ container: 'mp4' })]);
    const { socket } = await watchLive(port);
    socket.send(Buffer.alloc(5000));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1009);
    const raw = connect(port, '127.0.0.1');
    raw.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n\r\n');
    const [answer] = (await once(raw, 'data')) as [Buffer];
    raw.destroy();
    expect(answer.toString()).toMatch(/^HTTP\/1.1 400 /);
  });

  it.skipIf(chromiumMissing() !== null)('and Chromium decodes it', async () => {
    const { port } = await start([await testVideo({ seconds: 20, container: 'mp4' })], 4);
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${port}/`);
      const pictures = await page.evaluate(
        (address) =>
          new Promise<number>((resolve, reject) => {
            let decoded = 0;
            const decoder = new VideoDecoder({
              output: (frame) => {
                frame.close();
                if (++decoded === 40) resolve(decoded);
              },
              error: reject,
            });
            const socket = new WebSocket(address);
            socket.binaryType = 'arraybuffer';
            socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>): void => {
              const view = new DataView(data);
              const kind = view.getUint8(0);
              if (kind === 1) {
                const { codec } = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 1))) as { codec: string };
                decoder.configure({ codec, optimizeForLatency: true });
              } else if (kind === 2)
                decoder.decode(new EncodedVideoChunk({ type: view.getUint8(1) === 1 ? 'key' : 'delta', timestamp: view.getFloat64(2, true) * 1000, data: new Uint8Array(data, 10) }));
            };
          }),
        `ws://127.0.0.1:${port}/`,
      );
      expect(pictures).toBe(40);
    } finally {
      await browser.close();
    }
  });
});

describe('a stream that nobody watches', () => {
  it('costs no copy of a packet', async () => {
    const reads = vi.spyOn(Packet.prototype, 'data', 'get');
    try {
      const feed = new LiveFeed();
      using packets = new FilePackets(await testVideo({ container: 'mp4' }), Date.now());
      feed.open(packets.info);
      const before = reads.mock.calls.length;
      let count = 0;
      for (const packet of packets) {
        feed.packet(packet);
        count++;
      }
      feed.close();
      expect(count).toBe(40);
      expect(reads.mock.calls.length).toBe(before);
    } finally {
      reads.mockRestore();
    }
  });
});
