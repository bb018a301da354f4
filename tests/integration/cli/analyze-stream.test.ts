import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { analyze } from '../../support/analyze.ts';
import { rtspServerMissing, startRtspCamera } from '../../support/rtsp-camera.ts';
import { testVideo } from '../../support/test-video.ts';

const missing = rtspServerMissing();
if (missing !== null) console.warn(`SKIPPED: analyze on a stream needs an RTSP server: ${missing}`);
const folder = mkdtempSync(join(tmpdir(), 'watchhouse-analyze-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Waits until somebody has an open connection to the port (0A is listening, 01 is established). */
async function viewerAt(port: number): Promise<void> {
  const connection = new RegExp(`:${port.toString(16).toUpperCase().padStart(4, '0')} \\S+ 01 `);
  while (!connection.test(readFileSync('/proc/net/tcp', 'utf8'))) await sleep(100);
}

describe.skipIf(missing !== null)('analyze on a stream', () => {
  it('ends after the asked time with its results in place', async () => {
    const camera = await startRtspCamera({ mounts: [{ path: '/live', codec: 'h264', fps: 10, files: [await testVideo()] }], auth: 'digest', user: 'someone', password: 'topsecret' });
    try {
      const address = camera.url('/live').replace('://', '://someone:topsecret@');
      const ran = await analyze([address, '--max-seconds', '2', '--events', 'events.jsonl', '--tracks', 'tracks.txt'], { cwd: folder });
      expect(ran).toEqual({ status: 0, stdout: '', stderr: '' });
      expect(readdirSync(folder).sort()).toEqual(['events.jsonl', 'tracks.txt']);
    } finally {
      await camera.stop();
    }
  });

  it('says that the password is wrong and writes nothing', async () => {
    const camera = await startRtspCamera({ mounts: [{ path: '/live', codec: 'h264', fps: 10, files: [await testVideo()] }], auth: 'digest', user: 'someone', password: 'topsecret' });
    try {
      const address = camera.url('/live').replace('://', '://someone:wrong-one@');
      const ran = await analyze([address, '--events', 'wrong.jsonl'], { cwd: folder });
      expect(ran).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^analyze: rtsp:[^\n]*User name or password is wrong[^\n]*\n$/) as string });
      expect(ran.stderr).not.toContain('wrong-one');
      expect(readdirSync(folder)).not.toContain('wrong.jsonl');
    } finally {
      await camera.stop();
    }
  });

  it('keeps what it has when the camera goes away, and says so', async () => {
    const camera = await startRtspCamera({ mounts: [{ path: '/live', codec: 'h264', fps: 10, files: [await testVideo()] }] });
    const running = analyze([camera.url('/live'), '--tracks', 'gone.txt'], { cwd: folder });
    await viewerAt(camera.port);
    await sleep(3000);
    await camera.stop();
    const ran = await running;
    expect(ran).toMatchObject({ status: 0, stderr: expect.stringMatching(/^analyze: rtsp:[^\n]+\n$/) as string });
    expect(readFileSync(join(folder, 'gone.txt'), 'utf8')).toBe('');
  });
});
