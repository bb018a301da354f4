import net from 'node:net';

export type FakeRequest = { readonly method: string; readonly uri: string; readonly sequence: string };
/** What to answer to a request: a status with headers and body, raw bytes, nothing at all, or to hang up. */
export type FakeAnswer =
  | { readonly status: number; readonly headers?: readonly string[]; readonly body?: string }
  | { readonly raw: string | Buffer }
  | 'silence'
  | 'hang-up';

export type FakeServer = { readonly port: number; readonly url: string; readonly requests: readonly FakeRequest[]; readonly stop: () => Promise<void> };

export const h264Sdp = 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:track1\r\n';

/** A server on loopback for what a real RTSP server can't be made to do. */
export async function startFakeRtsp(answer: (request: FakeRequest) => FakeAnswer): Promise<FakeServer> {
  const requests: FakeRequest[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    let text = '';
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1');
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const head = text.slice(0, end);
        text = text.slice(end + 4);
        const [method = '', uri = ''] = head.split(' ');
        const request = { method, uri, sequence: /cseq: *(\d+)/i.exec(head)?.[1] ?? '0' };
        requests.push(request);
        const reply = answer(request);
        if (reply === 'silence') continue;
        if (reply === 'hang-up') {
          socket.destroy();
          return;
        }
        if ('raw' in reply) {
          socket.write(reply.raw);
          continue;
        }
        const { status, headers = [], body = '' } = reply;
        const lines = [`RTSP/1.0 ${status} x`, `CSeq: ${request.sequence}`, ...headers, `Content-Length: ${Buffer.byteLength(body)}`];
        socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    url: `rtsp://127.0.0.1:${address.port}/live`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
