import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { describe, readMessage, response, type RtspRequest } from './message.ts';
import { nalType, packetize, splitNalUnits, type RtpState } from './rtp-h264.ts';

const payloadType = 96;
/** A player that leaves more than this unread gets nothing until the next key frame. */
const maxUnreadBytes = 4_000_000;

type Player = { readonly socket: Socket; readonly rtp: RtpState; readonly channel: number; waitsForKey: boolean };

/** One stream of the server: push access units, they go to every player. */
export class Mount {
  readonly name: string;
  readonly #players = new Set<Player>();
  #sps: Uint8Array | null = null;
  #pps: Uint8Array | null = null;

  constructor(name: string) {
    this.name = name;
  }

  /**
   * Sends one access unit.
   * @param annexB one H.264 picture with start codes
   * @param at time of the picture, ms; only differences matter
   */
  push(annexB: Uint8Array, isKey: boolean, at: number): void {
    const units = splitNalUnits(annexB);
    for (const unit of units) {
      if (((unit[0] ?? 0) & 31) === nalType.sps) this.#sps = Uint8Array.from(unit);
      if (((unit[0] ?? 0) & 31) === nalType.pps) this.#pps = Uint8Array.from(unit);
    }
    const timestamp = Math.round(at * 90) % 2 ** 32;
    for (const player of this.#players) {
      if (player.socket.writableLength > maxUnreadBytes) player.waitsForKey = true;
      if (player.waitsForKey && !isKey) continue;
      player.waitsForKey = false;
      player.socket.cork();
      for (const packet of packetize(units, timestamp, player.rtp)) {
        player.socket.write(Uint8Array.of(0x24, player.channel, packet.length >> 8, packet.length & 0xff));
        player.socket.write(packet);
      }
      player.socket.uncork();
    }
  }

  /** The SDP, or null before the first key frame. */
  get description(): string | null {
    return this.#sps && this.#pps ? describe(this.name, this.#sps, this.#pps, payloadType) : null;
  }

  add(player: Player): void {
    this.#players.add(player);
    player.socket.once('close', () => this.#players.delete(player));
  }

  remove(socket: Socket): void {
    for (const player of this.#players) if (player.socket === socket) this.#players.delete(player);
  }
}

/**
 * A small RTSP server on loopback for the demonstration: H.264 over interleaved TCP (RFC 2326 section 10.12), so that
 * demonstration cameras travel the very same way as real ones.
 */
export class RtspServer {
  readonly #mounts = new Map<string, Mount>();
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((socket) => this.#serve(socket));

  /** Listens on 127.0.0.1; resolves with the port. */
  start(port = 0): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  mount(path: string): Mount {
    const mount = new Mount(path);
    this.#mounts.set(`/${path}`, mount);
    return mount;
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
    const session = randomBytes(8).toString('hex');
    let unread = Buffer.alloc(0);
    let channel: number | null = null;
    const answer = (request: RtspRequest): void => {
      const sequence = request.headers.get('cseq') ?? '0';
      const reply = (status: string, headers: Readonly<Record<string, string>> = {}, body = ''): void => {
        socket.write(response(status, sequence, headers, body));
      };
      const mount = this.#find(request.url);
      switch (request.method) {
        case 'OPTIONS':
          return reply('200 OK', { Public: 'OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER' });
        case 'GET_PARAMETER':
          return reply('200 OK', { Session: session });
        case 'DESCRIBE': {
          const description = mount?.description;
          if (!mount) return reply('404 Not Found');
          if (!description) return reply('503 Service Unavailable');
          return reply('200 OK', { 'Content-Type': 'application/sdp', 'Content-Base': request.url.replace(/\/?$/, "/") }, description);
        }
        case 'SETUP': {
          const wanted = /^RTP\/AVP\/TCP;.*interleaved=(\d{1,3})-(\d{1,3})/.exec(request.headers.get('transport') ?? '');
          if (!mount) return reply('404 Not Found');
          if (!wanted) return reply('461 Unsupported Transport');
          channel = Number(wanted[1]) & 0xff;
          return reply('200 OK', { Transport: `RTP/AVP/TCP;unicast;interleaved=${channel}-${channel + 1}`, Session: session });
        }
        case 'PLAY': {
          if (!mount || channel === null) return reply('455 Method Not Valid in This State');
          reply('200 OK', { Session: session });
          const rtp = { ssrc: randomBytes(4).readUInt32BE(), payloadType, sequence: randomBytes(2).readUInt16BE() };
          return mount.add({ socket, rtp, channel, waitsForKey: true });
        }
        case 'TEARDOWN':
          mount?.remove(socket);
          return reply('200 OK', { Session: session });
        default:
          return reply('405 Method Not Allowed');
      }
    };
    socket.on('data', (data) => {
      unread = Buffer.concat([unread, data]);
      for (;;) {
        const result = readMessage(unread);
        if (result.kind === 'more') return;
        if (result.kind === 'bad') return void socket.destroy();
        if (result.kind === 'request') answer(result.request);
        unread = unread.subarray(result.used);
        if (unread.length === 0) return;
      }
    });
  }

  #find(url: string): Mount | undefined {
    if (!URL.canParse(url)) return undefined;
    const path = new URL(url).pathname.replace(/\/track1\/?$/, '').replace(/\/$/, '');
    return this.#mounts.get(path);
  }
}
