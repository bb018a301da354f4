import net from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSignInRelay } from '../../../electron/engine/media/source/sign-in-relay.ts';
import { rtspServerMissing, startRtspCamera, type RtspCamera } from '../../support/rtsp-camera.ts';
import { startSha256Gate, type Sha256Gate } from '../../support/sha256-gate.ts';
import { testVideo } from '../../support/test-video.ts';
import { sourceAddress, watchSource } from '../../support/watch-source.ts';

const missing = rtspServerMissing();
if (missing !== null) console.warn(`no RTSP server for these tests: ${missing}`);
const account = { username: 'operator', password: 'p@ss "w:ö' };

describe.skipIf(missing !== null && process.env['CI'] !== 'true')('a camera that signs in with SHA-256 only', () => {
  let camera: RtspCamera;
  let gate: Sha256Gate;
  const stops: (() => void)[] = [];

  beforeAll(async () => {
    camera = await startRtspCamera({ mounts: [{ path: '/h264', codec: 'h264', fps: 10, files: [await testVideo()] }] });
    gate = await startSha256Gate(camera.port, account);
  });
  afterEach(() => stops.splice(0).forEach((stop) => stop()));
  afterAll(async () => {
    await gate.stop();
    await camera.stop();
  });
  const address = (more: Partial<typeof account> & { transport?: 'tcp' | 'udp' } = {}) => sourceAddress(`rtsp://127.0.0.1:${gate.port}/h264`, { ...account, ...more });

  it.each(['tcp', 'udp'] as const)('delivers its stream over %s', async (transport) => {
    const source = watchSource(address({ transport }));
    await source.until(({ packets }) => packets.length >= 15);
    expect(await source.stop()).toMatchObject({ problem: null });
    expect(source.infos[0]).toMatchObject({ width: 320, height: 240 });
    expect(gate.passed).toContain('PLAY');
  });

  it('is told to have a wrong password only when it is wrong', async () => {
    const source = watchSource(address({ password: 'not it' }));
    expect(await source.end).toMatchObject({ problem: 'wrong-password' });
  });

  it('is signed in to again when its nonce has aged', async () => {
    const relay = await startSignInRelay(address(), new AbortController().signal);
    stops.push(relay.close);
    const client = net.connect(Number(new URL(relay.url).port), '127.0.0.1');
    stops.push(() => client.destroy());
    const ask = (sequence: number): Promise<string> =>
      new Promise((resolve) => {
        client.once('data', (bytes) => resolve(bytes.toString('latin1').split('\r\n', 1)[0] ?? ''));
        client.write(`OPTIONS ${relay.url} RTSP/1.0\r\nCSeq: ${sequence}\r\n\r\n`);
      });
    expect(await ask(1)).toContain('200');
    gate.renewNonce();
    expect(await ask(2)).toContain('401');
    expect(await ask(3)).toContain('200');
  });

  it('is out of reach for others on the machine: one connection, and only under its name', async () => {
    const relay = await startSignInRelay(address(), new AbortController().signal);
    stops.push(relay.close);
    const port = Number(new URL(relay.url).port);
    const guess = net.connect(port, '127.0.0.1');
    stops.push(() => guess.destroy());
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      guess.on('data', (bytes) => (text += bytes.toString())).on('close', () => resolve(text));
      guess.write(`DESCRIBE rtsp://127.0.0.1:${port}/h264 RTSP/1.0\r\nCSeq: 1\r\n\r\n`);
    });
    expect(answer).toBe('');
    const second = net.connect(port, '127.0.0.1');
    await expect(new Promise((_, reject) => second.once('error', reject))).rejects.toThrow(/ECONNREFUSED/);
  });
});
