import { randomBytes } from 'node:crypto';
import net from 'node:net';
import type { SourceAddress } from '../worker-protocol.ts';
import { addressWithoutCredentials } from './address.ts';
import { authorization } from './rtsp-auth.ts';
import { connectSocket, endpointOf } from './rtsp-connection.ts';
import { createRtspResponseReader } from './rtsp-message.ts';
import { createClientMessageReader, signedBytes } from './rtsp-request.ts';

export type SignInRelay = {
  /** What the media library opens instead of the camera; says nothing about it. */
  readonly url: string;
  readonly close: () => void;
};

const loopback = '127.0.0.1';
const connectWithinMs = 5_000;

/**
 * Signs in to a camera in the media library's place, which cannot do Digest with SHA-256 (RFC 7616): a relay on
 * loopback for one connection, under a name that nobody can guess. Every request goes on with the camera's address and a
 * signature; what the camera sends passes unchanged. The camera's challenge is asked for before the first request.
 */
export async function startSignInRelay(source: SourceAddress, signal: AbortSignal): Promise<SignInRelay> {
  const target = addressWithoutCredentials(source.url);
  const name = randomBytes(16).toString('hex');
  const open = new Set<net.Socket>();
  const server = net.createServer({ pauseOnConnect: true }, (client) => {
    server.close();
    keep(client);
    relay(client).catch(() => client.destroy());
  });
  const keep = (socket: net.Socket): void => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
  };
  const close = (): void => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, loopback, resolve));
  const { port } = server.address() as net.AddressInfo;
  const base = `rtsp://${loopback}:${port}/${name}`;

  async function relay(client: net.Socket): Promise<void> {
    const camera = await connectSocket({ ...endpointOf(target), signal, timeoutMs: connectWithinMs });
    keep(camera);
    client.on('close', () => camera.destroy());
    camera.on('close', () => client.destroy());
    let challenges = await askForChallenge(camera, target);
    let uses = 0;
    const credentials = { username: source.username ?? '', password: source.password ?? '' };
    const responses = createRtspResponseReader();
    pass(camera, client, (bytes) => {
      for (const { status, headers } of responses.push(bytes)) {
        if (status !== 401) continue;
        challenges = headers.get('www-authenticate') ?? challenges;
        uses = 0;
      }
      return bytes;
    });
    const requests = createClientMessageReader();
    pass(client, camera, (bytes) =>
      Buffer.concat(
        requests(bytes).map((message) => {
          if ('frame' in message) return message.frame;
          const { head, body } = message;
          const uri = head.uri.startsWith(base) ? target + head.uri.slice(base.length) : head.uri;
          if (uri === head.uri && !isOf(uri, target)) throw new Error('a request for something else');
          return signedBytes(head, body, uri, authorization(challenges, { method: head.method, uri }, credentials, ++uses));
        }),
      ),
    );
  }
  return { url: base, close };
}

/** True for an address on the same host as the camera's own, as its session description may name one. */
function isOf(uri: string, target: string): boolean {
  return uri === '*' || URL.parse(uri)?.host === URL.parse(target)?.host;
}

/** Asks for the session's description without signing; the camera answers with what it wants. */
function askForChallenge(camera: net.Socket, target: string): Promise<readonly string[]> {
  const reader = createRtspResponseReader();
  return new Promise((resolve, reject) => {
    camera.once('close', () => reject(new Error('the camera hung up')));
    const onData = (bytes: Buffer): void => {
      try {
        const [response] = reader.push(bytes);
        if (!response) return;
        camera.off('data', onData).pause();
        resolve(response.headers.get('www-authenticate') ?? []);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    camera.on('data', onData);
    camera.write(`DESCRIBE ${target} RTSP/1.0\r\nCSeq: 0\r\nAccept: application/sdp\r\nUser-Agent: Watchhouse\r\n\r\n`);
  });
}

/** Copies from one socket to the other at the slower one's speed; what cannot be understood ends both. */
function pass(from: net.Socket, to: net.Socket, change: (bytes: Buffer) => Buffer): void {
  from.on('data', (bytes: Buffer) => {
    try {
      if (!to.write(change(bytes))) from.pause();
    } catch {
      from.destroy();
    }
  });
  to.on('drain', () => from.resume());
  from.resume();
}
