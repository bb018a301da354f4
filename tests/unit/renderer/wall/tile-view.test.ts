import { describe, expect, it } from 'vitest';
import type { Camera, CameraStatus } from '../../../../electron/contract/camera.ts';
import type { EventSummary } from '../../../../electron/contract/event.ts';
import { alarmsByCamera, stepEvent, worstByCamera } from '../../../../renderer/wall/alarms.ts';
import { codecName } from '../../../../renderer/wall/codec-name.ts';
import { firstTileState, type TileState } from '../../../../renderer/wall/live/tile-state.ts';
import { resolutionName, streamsFor, tileView } from '../../../../renderer/wall/tile-view.ts';

const camera: Camera = {
  id: '0b7fbb6a-6f0a-4a53-9c7e-0d1c12d0a001', name: 'Gate', address: 'rtsp://10.0.0.1/', transport: 'tcp', loop: true, enabled: true, recording: 'events',
  analysisFps: 5, keepDays: 30, learning: false, hasPassword: false, scene: { zones: [], lines: [], behaviors: [] }, createdAt: 0,
};
const status: CameraStatus = {
  cameraId: camera.id, phase: 'live', problem: null, since: 0, retryAt: null, main: null, sub: null,
  analysis: { state: 'running', targetFps: 5, fps: 5, dropped: 0, active: 0 }, recording: { state: 'off' }, reconnects: 0,
};
const playing: TileState = { ...firstTileState, phase: 'playing', shownAt: 1_000, config: { codec: 'avc1.64001f', width: 1_280, height: 720 } };

describe('a tile of the wall', () => {
  it('shows the picture of a live camera', () => {
    expect(tileView(camera, status, playing)).toEqual({ kind: 'live', trouble: null });
  });

  it('is a skeleton until the first picture', () => {
    expect(tileView(camera, status, null)).toEqual({ kind: 'connecting' });
    expect(tileView(camera, status, firstTileState)).toEqual({ kind: 'connecting' });
    expect(tileView(camera, { ...status, phase: 'connecting' }, playing)).toEqual({ kind: 'connecting' });
  });

  it('says what is wrong with a camera that is waiting, and when it is tried again', () => {
    const waiting = { ...status, phase: 'waiting', problem: 'wrong-password', retryAt: 5_000 } as const;
    expect(tileView(camera, waiting, playing)).toEqual({ kind: 'waiting', problem: 'wrong-password', retryAt: 5_000 });
  });

  it('says that a camera is switched off before anything else', () => {
    expect(tileView({ ...camera, enabled: false }, { ...status, phase: 'waiting' }, playing)).toEqual({ kind: 'off' });
  });

  it('names the codec that this browser cannot play', () => {
    const view = tileView(camera, status, { ...playing, phase: 'unsupported', config: { codec: 'hev1.1.6.L93.B0', width: 1, height: 1 } });
    expect(view).toEqual({ kind: 'unsupported', codec: 'hev1.1.6.L93.B0' });
    expect(codecName('hev1.1.6.L93.B0')).toBe('H.265');
    expect(codecName('avc1.64001f')).toBe('H.264');
    expect(codecName('hevc')).toBe('H.265');
  });

  it('keeps a picture that stands still and says so', () => {
    expect(tileView(camera, status, { ...playing, phase: 'stalled' })).toEqual({ kind: 'live', trouble: 'stalled' });
    expect(tileView(camera, status, { ...playing, phase: 'retrying' })).toEqual({ kind: 'live', trouble: 'retrying' });
  });

  it('takes the sub-stream while it is small, and each stream as a way out for the other', () => {
    const two = { ...camera, subAddress: 'rtsp://10.0.0.1/sub' };
    expect(streamsFor(two, 240)).toEqual(['sub', 'main']);
    expect(streamsFor(two, 1_080)).toEqual(['main', 'sub']);
    expect(streamsFor(camera, 240)).toEqual(['main']);
  });

  it('writes resolutions as the trade does', () => {
    expect(resolutionName(1_920, 1_080)).toBe('1080p');
    expect(resolutionName(768, 576)).toBe('768×576');
  });
});

describe('alarms on the wall', () => {
  const event = (patch: Partial<EventSummary>): EventSummary => ({
    id: '01996b3c-0000-7000-8000-000000000001', cameraId: 'a', cameraName: 'A', behavior: 'intrusion', severity: 'blue', startedAt: 0, endedAt: null,
    state: 'open', clip: 'none', hasPicture: false, place: null, ...patch,
  });

  it('mark a camera with the worst severity that is going on or has just ended', () => {
    const alarms = alarmsByCamera([event({}), event({ severity: 'red', endedAt: 95_000 }), event({ cameraId: 'b', severity: 'yellow', endedAt: 50_000 })], 100_000);
    expect([...alarms]).toEqual([['a', 'red']]);
  });

  it('go away with the decision', () => {
    expect(alarmsByCamera([event({ state: 'confirmed' }), event({ state: 'dismissed' })], 0).size).toBe(0);
  });

  it('colour the objects of an event that goes on by how grave it is, also once somebody has decided', () => {
    const going = [event({ state: 'confirmed', severity: 'yellow', endedAt: null }), event({ cameraId: 'b', severity: 'blue', endedAt: 0 })];
    expect([...worstByCamera(going, 100_000)]).toEqual([['a', 'yellow']]);
  });

  it('are chosen newest first, then one by one, and the last stays chosen', () => {
    const events = [event({ id: 'c' }), event({ id: 'b' }), event({ id: 'a' })];
    expect(stepEvent(events, null, 1)).toBe('c');
    expect(stepEvent(events, 'c', 1)).toBe('b');
    expect(stepEvent(events, 'a', 1)).toBe('a');
    expect(stepEvent(events, 'b', -1)).toBe('c');
    expect(stepEvent([], null, 1)).toBeNull();
  });
});
