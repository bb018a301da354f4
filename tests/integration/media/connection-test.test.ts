import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestProgress } from '../../../electron/contract/camera.ts';
import { testConnection } from '../../../electron/engine/media/source/connection-test.ts';
import type { SourceAddress } from '../../../electron/engine/media/worker-protocol.ts';
import { rtspServerMissing, startRtspCamera, type RtspCamera } from '../../support/rtsp-camera.ts';
import { testVideo } from '../../support/test-video.ts';
import { sourceAddress } from '../../support/watch-source.ts';

const missing = rtspServerMissing();

async function test(address: SourceAddress): Promise<TestProgress[]> {
  const all: TestProgress[] = [];
  await testConnection('test', address, (progress) => all.push(TestProgress.parse(progress)));
  return all;
}
const states = (progress: TestProgress | undefined) => progress?.steps.map(({ step, state }) => `${step} ${state}`);

describe.skipIf(missing !== null && process.env['CI'] !== 'true')('testing a camera before it is added', () => {
  let camera: RtspCamera;
  beforeAll(async () => {
    const file = await testVideo({ width: 1280, height: 720, seconds: 2 });
    camera = await startRtspCamera({ auth: 'digest', user: 'user', password: 'right', mounts: [{ path: '/a', codec: 'h264', fps: 10, files: [file] }] });
  });
  afterAll(() => camera.stop());

  it('passes step by step up to a picture at most 640 wide', async () => {
    const all = await test(sourceAddress(camera.url('/a'), { username: 'user', password: 'right' }));
    const last = all.at(-1);
    expect(states(last)).toEqual(['reachable passed', 'rtsp passed', 'signed-in passed', 'stream passed', 'picture passed']);
    expect(last).toMatchObject({ done: true, problem: null, stream: { codec: 'h264', width: 1280, height: 720 } });
    expect(last?.steps.every(({ ms }) => ms !== null)).toBe(true);
    expect(last?.stream?.fps).toBeGreaterThan(5);
    const jpeg = Buffer.from(last?.picture?.replace('data:image/jpeg;base64,', '') ?? '', 'base64');
    const frameHeader = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    expect([jpeg.readUInt16BE(frameHeader + 7), jpeg.readUInt16BE(frameHeader + 5)]).toEqual([640, 360]);
    expect(all.map((p) => p.steps.length)).toEqual(all.map((p) => p.steps.length).toSorted((a, b) => a - b));
    expect(all.slice(0, -1).every((p) => !p.done)).toBe(true);
  });

  it('stops at the sign-in with a wrong password, and nowhere shows it', async () => {
    const all = await test(sourceAddress(camera.url('/a'), { username: 'user', password: 'wrong-one' }));
    expect(states(all.at(-1))).toEqual(['reachable passed', 'rtsp passed', 'signed-in failed']);
    expect(all.at(-1)).toMatchObject({ done: true, problem: 'wrong-password', picture: null });
    expect(JSON.stringify(all)).not.toContain('wrong-one');
  });

  it('stops at the stream with a wrong path', async () => {
    const last = (await test(sourceAddress(camera.url('/b'), { username: 'user', password: 'right' }))).at(-1);
    expect(states(last)).toEqual(['reachable passed', 'rtsp passed', 'signed-in passed', 'stream failed']);
    expect(last?.problem).toBe('wrong-path');
  });
});

describe('testing a file before it is added', () => {
  it('passes up to a picture', async () => {
    const last = (await test(sourceAddress(await testVideo({ codec: 'mpeg4' })))).at(-1);
    expect(states(last)).toEqual(['reachable passed', 'stream passed', 'picture passed']);
    expect(last?.picture).toMatch(/^data:image\/jpeg;base64,/);
  });

  it('stops at the first step when the file is not there', async () => {
    const last = (await test(sourceAddress('/nowhere/yard.mp4'))).at(-1);
    expect(states(last)).toEqual(['reachable failed']);
    expect(last).toMatchObject({ done: true, problem: 'file-missing' });
  });
});
