import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Camera, CameraStatus } from '../../../../electron/contract/camera.ts';
import type { Channel } from '../../../../renderer/channel/channel.ts';
import { useCameras } from '../../../../renderer/stores/cameras.ts';
import { connectStores } from '../../../../renderer/stores/connect.ts';

const camera = (number: number): Camera => ({
  id: `0b7fbb6a-6f0a-4a53-9c7e-0d1c12d0a0${number.toString().padStart(2, '0')}`, name: `Gate ${number}`, address: 'rtsp://10.0.0.1/', transport: 'tcp', loop: true, enabled: true,
  recording: 'events', analysisFps: 5, keepDays: 30, learning: false, hasPassword: false, scene: { zones: [], lines: [], behaviors: [] }, createdAt: number,
});
const status = (cameraId: string, since: number): CameraStatus => ({
  cameraId, phase: 'live', problem: null, since, retryAt: null, main: null, sub: null,
  analysis: { state: 'running', targetFps: 5, fps: 5, dropped: 0, active: 0 }, recording: { state: 'off' }, reconnects: 0,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('takes over what 64 cameras say of themselves in one go, the latest of each', () => {
  const handlers = new Map<string, (data: never) => void>();
  const channel = {
    call: () => new Promise(() => undefined),
    on: (name: string, handler: (data: never) => void) => {
      handlers.set(name, handler);
      return () => undefined;
    },
    onState: () => () => undefined,
    state: () => 'open',
    close: () => undefined,
  } as unknown as Channel;
  const disconnect = connectStores(channel);
  const cameras = Array.from({ length: 64 }, (_, number) => camera(number));
  useCameras.setState({ entries: cameras.map((each) => ({ camera: each, status: status(each.id, 0) })) });
  let drawn = 0;
  const stop = useCameras.subscribe(() => drawn++);
  for (const round of [1, 2]) for (const { id } of cameras) handlers.get('camera')?.({ camera: null, cameraId: id, status: status(id, round) } as never);
  expect(drawn).toBe(0);
  vi.advanceTimersByTime(500);
  expect(drawn).toBe(1);
  expect(useCameras.getState().entries?.map((entry) => entry.status.since)).toEqual(cameras.map(() => 2));

  handlers.get('camera')?.({ camera: null, cameraId: cameras[0]?.id ?? '', status: status(cameras[0]?.id ?? '', 3) } as never);
  handlers.get('camera')?.({ camera: camera(64), cameraId: camera(64).id, status: status(camera(64).id, 0) } as never);
  expect(useCameras.getState().entries).toHaveLength(65); // somebody who added it looks for it at once
  expect(useCameras.getState().entries?.[0]?.status.since).toBe(3);
  stop();
  disconnect();
});
