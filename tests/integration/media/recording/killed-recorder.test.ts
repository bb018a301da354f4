import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scanRecordings } from '../../../../electron/engine/media/recording/scan.ts';
import { decodeWithFfmpeg, filesBelow, testCameraId } from '../../../support/recording.ts';
import { testVideo } from '../../../support/test-video.ts';

const kills = Number(process.env['WATCHHOUSE_KILLS'] ?? 6);
const atOnce = 3;
const script = new URL('../../../support/recording-process.ts', import.meta.url);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'watchhouse-killed-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function recordUntilKilled(video: string, own: string): Promise<void> {
  const child = fork(script, [video, own]);
  await once(child, 'message');
  const startedAt = Date.now();
  await sleep(2500 + Math.random() * 1500);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lastedMs = Date.now() - startedAt;

  const scan = await scanRecordings({ cameraId: testCameraId, folder: own, known: new Map() });
  expect(scan).toMatchObject({ quarantined: [], failed: [] });
  expect(await filesBelow(own)).toEqual(scan.found.map(({ file }) => path.join(own, file)));
  const recordedMs = scan.found.reduce((sum, segment) => sum + segment.endedAt - segment.startedAt, 0);
  expect(recordedMs).toBeGreaterThan(lastedMs - 2000);
  for (const { file, startedAt: from, endedAt } of scan.found) expect((await decodeWithFfmpeg(path.join(own, file))) * 40).toBe(endedAt - from);
}

describe('recordings survive the death of the process that writes them', () => {
  it(`(${kills} times SIGKILL at random): all but the last two seconds plays`, { timeout: 30_000 + kills * 5000 }, async () => {
    const video = await testVideo({ width: 640, height: 480, seconds: 70, gop: 25, fps: 25, container: 'mp4' });
    const rest = Array.from({ length: kills }, (_, kill) => path.join(folder, String(kill))).values();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const own of rest) await recordUntilKilled(video, own);
      }),
    );
  });
});
