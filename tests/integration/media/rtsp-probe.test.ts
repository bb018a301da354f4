import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { probeRtsp } from '../../../electron/engine/media/source/rtsp-probe.ts';
import { h264Sdp, startFakeRtsp, type FakeAnswer, type FakeRequest, type FakeServer } from '../../support/fake-rtsp.ts';
import { sourceAddress } from '../../support/watch-source.ts';

const servers: FakeServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function probe(answer: (request: FakeRequest) => FakeAnswer, more: { readonly signal?: AbortSignal; readonly timeoutMs?: number; readonly withSetup?: boolean } = {}) {
  const server = await startFakeRtsp(answer);
  servers.push(server);
  const { signal = new AbortController().signal, ...rest } = more;
  const source = sourceAddress(server.url, { username: 'someone', password: 'secret-word' });
  return probeRtsp(source, { signal, timeoutMs: 500, ...rest });
}
const describeWith = (answer: FakeAnswer) => (request: FakeRequest) => (request.method === 'DESCRIBE' ? answer : { status: 200 });
const sdp = (body: string) => describeWith({ status: 200, body });

describe('finding out why a camera can not be opened', () => {
  it.each([
    ['a web server on the port', 'not-rtsp', () => ({ raw: 'HTTP/1.1 400 Bad Request\r\n\r\n' })],
    ['garbage', 'not-rtsp', () => ({ raw: Buffer.alloc(2_000, 0xff) })],
    ['endless headers', 'not-rtsp', () => ({ raw: `RTSP/1.0 200 OK\r\n${'X: y\r\n'.repeat(10_000)}` })],
    ['a server that hangs up', 'not-rtsp', () => 'hang-up'],
    ['a server that never answers', 'unreachable', () => 'silence'],
    ['403', 'wrong-password', describeWith({ status: 403 })],
    ['401 without a challenge', 'wrong-password', describeWith({ status: 401 })],
    ['401 to every password', 'wrong-password', describeWith({ status: 401, headers: ['WWW-Authenticate: Basic realm="x"'] })],
    ['SHA-256 to every password', 'wrong-password', describeWith({ status: 401, headers: ['WWW-Authenticate: Digest realm="x", nonce="y", algorithm=SHA-256'] })],
    ['a way of signing in that nobody knows', 'unsupported-sign-in', describeWith({ status: 401, headers: ['WWW-Authenticate: Negotiate', 'WWW-Authenticate: Digest realm="x", nonce="y", algorithm=SHA-512-256'] })],
    ['404', 'wrong-path', describeWith({ status: 404 })],
    ['454', 'wrong-path', describeWith({ status: 454 })],
    ['453', 'server-full', describeWith({ status: 453 })],
    ['503', 'server-full', describeWith({ status: 503 })],
    ['a session with sound only', 'no-video', sdp('v=0\r\nm=audio 0 RTP/AVP 0\r\n')],
    ['an empty session', 'no-video', sdp('')],
    ['motion JPEG', 'unsupported-codec', sdp('v=0\r\nm=video 0 RTP/AVP 26\r\n')],
  ] as const satisfies readonly (readonly [string, string, (request: FakeRequest) => FakeAnswer])[])('%s is %s', async (_, problem, answer) => {
    const result = await probe(answer);
    expect(result).toMatchObject({ ok: false, problem });
    expect(JSON.stringify(result)).not.toMatch(/secret-word|someone/);
  });

  it('a camera that describes H.264 passes, even behind a sign-in on every request', async () => {
    const challenge: FakeAnswer = { status: 401, headers: ['WWW-Authenticate: Digest realm="x", nonce="y"'] };
    let asked = 0;
    expect(await probe((r) => (r.method === 'OPTIONS' || asked++ === 0 ? challenge : { status: 200, body: h264Sdp }))).toMatchObject({ ok: true, video: { encoding: 'H264' } });
  });

  it('a camera without a free session shows when one is asked for, and the session is given back', async () => {
    const methods: string[] = [];
    const answers = (status: number) => (r: FakeRequest): FakeAnswer => {
      methods.push(r.method);
      return r.method === 'DESCRIBE' ? { status: 200, body: h264Sdp } : r.method === 'SETUP' ? { status, headers: ['Session: 7;timeout=60'] } : { status: 200 };
    };
    expect(await probe(answers(453), { withSetup: true })).toMatchObject({ ok: false, problem: 'server-full' });
    expect(await probe(answers(200), { withSetup: true })).toMatchObject({ ok: true });
    expect(methods.at(-1)).toBe('TEARDOWN');
  });

  it('a closed port is refused', async () => {
    const server = net.createServer();
    const port = await new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as net.AddressInfo).port)));
    await new Promise((resolve) => server.close(resolve));
    const source = sourceAddress(`rtsp://127.0.0.1:${port}/`);
    expect(await probeRtsp(source, { signal: new AbortController().signal })).toMatchObject({ ok: false, problem: 'refused' });
  });

  it('a name that nobody has is told', async () => {
    const source = sourceAddress('rtsp://camera.invalid/live');
    expect(await probeRtsp(source, { signal: new AbortController().signal })).toMatchObject({ ok: false, problem: 'name-not-found' });
  });

  it('a port without TLS is told when RTSPS is asked for', async () => {
    const server = await startFakeRtsp(() => ({ status: 200 }));
    servers.push(server);
    const source = sourceAddress(server.url.replace('rtsp:', 'rtsps:'));
    expect(await probeRtsp(source, { signal: new AbortController().signal, timeoutMs: 500 })).toMatchObject({ ok: false, problem: 'tls-failed' });
  });

  it('a stop takes effect at once while a camera does not answer', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    expect(await probe(() => 'silence', { signal: stop.signal, timeoutMs: 3_600_000 })).toMatchObject({ ok: false });
  });
});
