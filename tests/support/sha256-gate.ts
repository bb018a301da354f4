import { createHash } from 'node:crypto';
import net from 'node:net';

export type Sha256Gate = {
  readonly port: number;
  /** Requests that were let through. */
  readonly passed: readonly string[];
  /** From now on the nonce is another one, as of a camera whose nonces age. */
  readonly renewNonce: () => void;
  readonly stop: () => Promise<void>;
};

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Parameters of an Authorization header. */
function parameters(head: string): Map<string, string> {
  const header = /^authorization: digest (.*)$/im.exec(head)?.[1] ?? '';
  return new Map([...header.matchAll(/(\w+)="?([^",]+)"?/g)].map(([, name = '', value = '']) => [name, value]));
}

/**
 * A door before a real RTSP server that lets only Digest with SHA-256 and counted requests in (RFC 7616), which
 * GStreamer's server cannot ask for. Speaks for itself with 401, otherwise passes both ways unchanged.
 */
export async function startSha256Gate(serverPort: number, credentials: { readonly username: string; readonly password: string }): Promise<Sha256Gate> {
  const sockets = new Set<net.Socket>();
  const passed: string[] = [];
  let nonce = 'first';
  const isSigned = (head: string, uses: Map<string, number>): boolean => {
    const [method = '', uri = ''] = head.split(' ');
    const given = parameters(head);
    const of = (name: string): string => given.get(name) ?? '';
    const count = parseInt(of('nc'), 16);
    const ha1 = hash(`${credentials.username}:camera:${credentials.password}`);
    const expected = hash(`${ha1}:${nonce}:${of('nc')}:${of('cnonce')}:auth:${hash(`${method}:${uri}`)}`);
    if (of('uri') !== uri || of('nonce') !== nonce || of('response') !== expected || count <= (uses.get(nonce) ?? 0)) return false;
    uses.set(nonce, count);
    return true;
  };
  const server = net.createServer((client) => {
    const behind = net.connect(serverPort, '127.0.0.1');
    const uses = new Map<string, number>();
    for (const socket of [client, behind]) sockets.add(socket.on('error', () => undefined));
    client.on('close', () => behind.destroy());
    behind.on('close', () => client.destroy());
    behind.pipe(client);
    let waiting = Buffer.alloc(0);
    client.on('data', (bytes) => {
      waiting = Buffer.concat([waiting, bytes]);
      for (;;) {
        const isFrame = waiting[0] === 0x24;
        const end = isFrame ? 4 + waiting.readUInt16BE(2) : waiting.indexOf('\r\n\r\n') + 4;
        if (end < 4 || waiting.length < end) return;
        const message = waiting.subarray(0, end);
        waiting = waiting.subarray(end);
        const head = message.toString('latin1');
        if (isFrame || isSigned(head, uses)) {
          if (!isFrame) passed.push(head.split(' ', 1)[0] ?? '');
          behind.write(message);
        } else {
          client.write(`RTSP/1.0 401 Unauthorized\r\nCSeq: ${/cseq: *(\d+)/i.exec(head)?.[1] ?? '0'}\r\nWWW-Authenticate: Digest realm="camera", nonce="${nonce}", algorithm=SHA-256, qop="auth"\r\n\r\n`);
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    passed,
    renewNonce: () => (nonce = 'second'),
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
