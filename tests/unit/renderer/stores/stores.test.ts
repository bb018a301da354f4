import { describe, expect, it } from 'vitest';
import type { EventSummary } from '../../../../electron/contract/event.ts';
import { applyCameraPush, type CameraEntry } from '../../../../renderer/stores/cameras.ts';
import { mergeEvent, recentLimit } from '../../../../renderer/stores/events.ts';

const entry = (id: string, createdAt: number): CameraEntry => ({
  camera: { id, name: id, address: 'rtsp://192.0.2.1/', transport: 'tcp', loop: true, enabled: true, recording: 'off', analysisFps: 5, keepDays: 30, learning: false, hasPassword: false, scene: { zones: [], lines: [], behaviors: [] }, createdAt },
  status: { cameraId: id, phase: 'live', problem: null, since: 0, retryAt: null, main: null, sub: null, analysis: { state: 'off', targetFps: 0, fps: 0, dropped: 0, active: 0 }, recording: { state: 'off' }, reconnects: 0 },
});

describe('the cameras that windows hold', () => {
  const two = [entry('a', 1), entry('c', 3)];

  it('take a new camera in the order of creation', () => {
    const { camera, status } = entry('b', 2);
    expect(applyCameraPush(two, { cameraId: 'b', camera, status }).map((each) => each.camera.id)).toEqual(['a', 'b', 'c']);
  });

  it('keep the camera when only its state is told', () => {
    const status = { ...entry('a', 1).status, phase: 'waiting' as const };
    const [first] = applyCameraPush(two, { cameraId: 'a', camera: null, status });
    expect(first).toEqual({ camera: two[0]?.camera, status });
  });

  it('lose a camera that was removed', () => {
    expect(applyCameraPush(two, { cameraId: 'a', camera: null, status: null })).toEqual([two[1]]);
  });

  it('ignore the state of a camera that they do not know', () => {
    expect(applyCameraPush(two, { cameraId: 'x', camera: null, status: entry('x', 9).status })).toBe(two);
  });
});

describe('the events that windows hold', () => {
  const event = (n: number, more: Partial<EventSummary> = {}): EventSummary => ({
    id: `e${n.toString().padStart(6, '0')}`, cameraId: 'a', cameraName: 'A', behavior: 'intrusion', severity: 'red', startedAt: n, endedAt: null, state: 'open', clip: 'ready', hasPicture: true, place: null, ...more,
  });

  it('stand in the order in which they began, also when one is noticed late', () => {
    const held = [event(9), event(5)].reduce(mergeEvent, []);
    expect(mergeEvent(held, event(20, { startedAt: 7 })).map(({ startedAt }) => startedAt)).toEqual([9, 7, 5]);
  });

  it('are replaced by their newer form', () => {
    const held = mergeEvent([event(9), event(5)], event(5, { state: 'dismissed' }));
    expect(held).toHaveLength(2);
    expect(held[1]?.state).toBe('dismissed');
  });

  it('are no more than fit', () => {
    const full = Array.from({ length: recentLimit }, (_, index) => event(1000 - index));
    expect(mergeEvent(full, event(1)).length).toBe(recentLimit);
    expect(mergeEvent(full, event(2000))[0]?.startedAt).toBe(2000);
    expect(mergeEvent(full, event(2000)).length).toBe(recentLimit);
  });
});
