import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { h264Sdp, startFakeRtsp } from '../../support/fake-rtsp.ts';
import { rtspServerMissing, startRtspCamera, type RtspCamera, type RtspCameraSettings } from '../../support/rtsp-camera.ts';
import { testVideo } from '../../support/test-video.ts';
import { sourceAddress, watchSource } from '../../support/watch-source.ts';

const missing = rtspServerMissing();
if (missing !== null) console.warn(`no RTSP server for these tests: ${missing}`);
const account = { username: 'user name', password: 'p@ss:w/ö' };

describe.skipIf(missing !== null && process.env['CI'] !== 'true')('a camera over RTSP', () => {
  let mounts: RtspCameraSettings['mounts'];
  let camera: RtspCamera;
  const others: RtspCamera[] = [];

  async function start(settings: Omit<RtspCameraSettings, 'mounts'>): Promise<RtspCamera> {
    const started = await startRtspCamera({ mounts, ...settings });
    others.push(started);
    return started;
  }

  beforeAll(async () => {
    const [small, big, hevc] = await Promise.all([testVideo(), testVideo({ width: 640, height: 480 }), testVideo({ codec: 'hevc' })]);
    mounts = [
      { path: '/h264', codec: 'h264', fps: 10, files: [small, big] },
      { path: '/hevc', codec: 'hevc', fps: 10, files: [hevc] },
      { path: '/stalls', codec: 'h264', fps: 10, files: [small] },
    ];
    camera = await startRtspCamera({ mounts });
  });
  afterEach(async () => {
    await Promise.all(others.splice(0).map((other) => other.stop()));
  });
  afterAll(() => camera.stop());

  it.each([
    ['H.264 over TCP', '/h264', 'tcp', 'avc1.64000b'],
    ['H.264 over UDP', '/h264', 'udp', 'avc1.64000b'],
    ['H.265 over TCP', '/hevc', 'tcp', 'hev1.1.6.L60.90'],
    ['H.265 over UDP', '/hevc', 'udp', 'hev1.1.6.L60.90'],
  ] as const)('gives %s as Annex-B, beginning with a key frame, on a clock that grows', async (_, path, transport, codecString) => {
    const source = watchSource(sourceAddress(camera.url(path), { transport }));
    await source.until(({ packets }) => packets.length >= 15);
    expect(await source.stop()).toMatchObject({ problem: null });
    expect(source.infos).toHaveLength(1);
    expect(source.infos[0]).toMatchObject({ codecString, width: 320, height: 240, timeBase: { num: 1, den: 90_000 } });
    expect(source.packets[0]?.isKey).toBe(true);
    for (const [i, packet] of source.packets.entries()) {
      expect(packet.startsWithStartCode).toBe(true);
      expect(packet.dts).toBeGreaterThan(source.packets[i - 1]?.dts ?? 0n);
      expect(Number(packet.dts) / 90).toBeCloseTo(packet.decodeAt, 0);
    }
    expect(Math.abs((source.packets.at(-1)?.at ?? 0) - Date.now())).toBeLessThan(5_000);
  });

  it.each([
    ['Basic', { auth: 'basic' }, 'tcp'],
    ['Digest', { auth: 'digest' }, 'tcp'],
    ['Digest over UDP', { auth: 'digest' }, 'udp'],
    ['RTSPS with a certificate of its own', { tls: true }, 'tcp'],
    ['RTSPS with Digest', { tls: true, auth: 'digest' }, 'tcp'],
  ] as const)('lets in with %s and a password full of special characters', async (_, settings, transport) => {
    const guarded = await start({ ...settings, user: account.username, password: account.password });
    const source = watchSource(sourceAddress(guarded.url('/h264'), { ...account, transport }));
    await source.until(({ packets }) => packets.length >= 5);
    expect(await source.stop()).toMatchObject({ problem: null });
  });

  it.each(['basic', 'digest'] as const)('a wrong password and a missing one are told apart from everything else (%s)', async (auth) => {
    const guarded = await start({ auth, user: account.username, password: account.password });
    for (const attempt of [{ ...account, password: 'secret-guess' }, {}]) {
      const end = await watchSource(sourceAddress(guarded.url('/h264'), attempt)).end;
      expect(end.problem).toBe('wrong-password');
      expect(JSON.stringify(end)).not.toContain('secret-guess');
    }
  });

  it('a path that does not exist is told', async () => {
    expect((await watchSource(sourceAddress(camera.url('/elsewhere'))).end).problem).toBe('wrong-path');
  });

  it('a camera whose sessions are all taken is told', async () => {
    const busy = await start({ maxSessions: 1 });
    const first = watchSource(sourceAddress(busy.url('/h264')));
    await first.until(({ packets }) => packets.length > 0);
    expect((await watchSource(sourceAddress(busy.url('/h264'))).end).problem).toBe('server-full');
    await first.stop();
  });

  it.each(['tcp', 'udp'] as const)('a camera that falls silent over %s is noticed within 10 s', async (transport) => {
    const source = watchSource(sourceAddress(camera.url('/stalls'), { transport }));
    await source.until(({ packets }) => packets.length >= 5);
    await camera.stall('/stalls');
    const silentAt = performance.now();
    const end = await source.end;
    await camera.resume('/stalls');
    expect(end.problem).toBe('stalled');
    expect(performance.now() - silentAt).toBeLessThan(10_000);
  });

  it('a session that the camera ends is told as such', async () => {
    const own = await start({});
    const source = watchSource(sourceAddress(own.url('/h264')));
    await source.until(({ packets }) => packets.length >= 5);
    await own.drop();
    expect((await source.end).problem).toBe('disconnected');
  });

  it('a camera that is switched off is told as such', async () => {
    const own = await start({});
    const source = watchSource(sourceAddress(own.url('/h264')));
    await source.until(({ packets }) => packets.length >= 5);
    await own.stop();
    expect((await source.end).problem).toBe('disconnected');
  });

  it('a picture that changes its size in mid-stream is told at the key frame', async () => {
    const own = await start({});
    const source = watchSource(sourceAddress(own.url('/h264')));
    await source.until(({ packets }) => packets.length >= 5);
    await own.play('/h264', 1);
    await source.until(({ infos }) => infos.length === 2);
    await own.play('/h264', 0);
    await source.until(({ infos }) => infos.length === 3);
    await source.stop();
    expect(source.infos.map((i) => [i.width, i.codecString])).toEqual([[320, 'avc1.64000b'], [640, 'avc1.640016'], [320, 'avc1.64000b']]);
  });

  it('time stamps that jump leave no hole and no fold in time', async () => {
    const own = await start({});
    const source = watchSource(sourceAddress(own.url('/h264')));
    await source.until(({ packets }) => packets.length >= 30);
    await own.jump('/h264', -2_000);
    await source.until(({ packets }) => packets.length >= 45);
    await own.jump('/h264', 2_000);
    await source.until(({ packets }) => packets.length >= 60);
    await source.stop();
    for (const [i, { decodeAt }] of source.packets.entries()) {
      const before = source.packets[i - 1];
      if (!before) continue;
      expect(decodeAt).toBeGreaterThan(before.decodeAt);
      expect(decodeAt - before.decodeAt).toBeLessThan(1_000);
    }
  });
});

describe('a camera whose packets are blocked', () => {
  it('is told as silent, with the advice to try TCP', async () => {
    const server = await startFakeRtsp(({ method }) => {
      if (method === 'DESCRIBE') return { status: 200, headers: ['Content-Type: application/sdp'], body: h264Sdp };
      if (method === 'SETUP') return { status: 200, headers: ['Session: 7', 'Transport: RTP/AVP;unicast;client_port=50000-50001;server_port=50002-50003'] };
      return { status: 200, headers: ['Session: 7'] };
    });
    const end = await watchSource(sourceAddress(server.url, { transport: 'udp' })).end;
    await server.stop();
    expect(end.problem).toBe('stalled');
    expect(end.detail).toContain('TCP');
  });
});
