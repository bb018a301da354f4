import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { cutClip } from '../../../../electron/engine/media/clips/cut-clip.ts';
import { runSource } from '../../../../electron/engine/media/source/run-source.ts';
import { decodeWithFfmpeg, testCameraId, watchedRecorder } from '../../../support/recording.ts';
import { rtspServerMissing, startRtspCamera, type RtspCamera } from '../../../support/rtsp-camera.ts';
import { testVideo } from '../../../support/test-video.ts';
import { sourceAddress } from '../../../support/watch-source.ts';

const missing = rtspServerMissing();
if (missing !== null) console.warn(`SKIPPED: no RTSP server; ${missing}`);

describe.skipIf(missing !== null && process.env['CI'] !== 'true')('a real RTSP camera is recorded', () => {
  let camera: RtspCamera | null = null;
  let folder = '';
  afterEach(async () => {
    await camera?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function record(codec: 'h264' | 'hevc', meanwhile: (camera: RtspCamera) => Promise<void>): Promise<ReturnType<typeof watchedRecorder>> {
    folder = await mkdtemp(path.join(tmpdir(), 'watchhouse-rtsp-recording-'));
    const files = await Promise.all([testVideo({ codec }), testVideo({ codec, width: 640, height: 480 })]);
    camera = await startRtspCamera({ mounts: [{ path: '/camera', codec, fps: 10, files }] });
    const watched = watchedRecorder(folder);
    const { recorder } = watched;
    const stop = new AbortController();
    const running = runSource(
      sourceAddress(camera.url('/camera')),
      {
        onOpen: (info) => recorder.open(info),
        onInfoChange: (info) => recorder.open(info),
        onPacket: (packet) => recorder.packet(packet),
        onState: ({ phase }) => {
          if (phase !== 'live') recorder.close();
        },
      },
      stop.signal,
    );
    await meanwhile(camera);
    stop.abort();
    await running;
    await recorder.stop();
    return watched;
  }

  for (const codec of ['h264', 'hevc'] as const)
    it(`in segments that play, with the wall clock's times, through a change of the picture (${codec})`, async () => {
      const startedAt = Date.now();
      const { finished, states } = await record(codec, async ({ play }) => {
        await sleep(5000);
        await play('/camera', 1);
        await sleep(5000);
      });
      const endedAt = Date.now();
      expect(states.some(({ state }) => state === 'failed')).toBe(false);
      expect(new Set(finished.map(({ width }) => width))).toEqual(new Set([320, 640]));
      for (const segment of finished) {
        const pictures = await decodeWithFfmpeg(path.join(folder, segment.file));
        expect(Math.abs(segment.endedAt - segment.startedAt - pictures * 100)).toBeLessThan(1000);
        expect(segment.startedAt).toBeGreaterThan(startedAt - 2000);
        expect(segment.endedAt).toBeLessThan(endedAt + 2000);
      }
    });

  it('on after the connection was lost, and a clip covers both sides', async () => {
    const { finished } = await record('h264', async ({ drop }) => {
      await sleep(4000);
      await drop();
      await sleep(6000);
    });
    expect(finished.length).toBeGreaterThanOrEqual(2);
    const [from, to] = [(finished[0]?.startedAt ?? 0) + 1000, (finished.at(-1)?.endedAt ?? 0) - 500];
    const file = path.join(folder, 'clip.mp4');
    const clip = await cutClip({ file, segments: finished.map((segment) => path.join(folder, segment.file)), from, to, at: from + 1000, cameraId: testCameraId, event: {} });
    if (clip.state !== 'ready') throw new Error(JSON.stringify(clip));
    expect(clip.startedAt).toBeLessThanOrEqual(from + 1);
    expect(Math.abs(clip.startedAt + clip.durationMs - to)).toBeLessThan(500);
    expect(await decodeWithFfmpeg(file)).toBeGreaterThan(40);
  });
});
