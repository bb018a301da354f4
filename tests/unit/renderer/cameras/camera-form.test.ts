import { describe, expect, it } from 'vitest';
import type { Camera, CameraStatus } from '../../../../electron/contract/camera.ts';
import { parseAddress } from '../../../../renderer/cameras/address.ts';
import { emptyForm, formOfCamera, formProblems, tidyAddress, toDraft } from '../../../../renderer/cameras/camera-form.ts';
import { cameraState, findCameras, impairments } from '../../../../renderer/cameras/health.ts';

describe('an address', () => {
  it.each([
    ['rtsp://10.0.0.5:554/ch1', { address: 'rtsp://10.0.0.5:554/ch1', username: null, password: null }],
    ['  rtsp://admin:secret@10.0.0.5/ch1 ', { address: 'rtsp://10.0.0.5/ch1', username: 'admin', password: 'secret' }],
    ['rtsps://admin:p@ss:w@10.0.0.5:322/a', { address: 'rtsps://10.0.0.5:322/a', username: 'admin', password: 'p@ss:w' }],
    ['rtsp://admin:a%40b%2F@cam.local/x', { address: 'rtsp://cam.local/x', username: 'admin', password: 'a@b/' }],
    ['rtsp://admin:100%@cam.local/x', { address: 'rtsp://cam.local/x', username: 'admin', password: '100%' }],
    ['rtsp://admin@cam.local/x', { address: 'rtsp://cam.local/x', username: 'admin', password: null }],
    ['rtsp://10.0.0.5/ch1?mail=a@b', { address: 'rtsp://10.0.0.5/ch1?mail=a@b', username: null, password: null }],
    ['rtsp://[fe80::1]:554/ch1', { address: 'rtsp://[fe80::1]:554/ch1', username: null, password: null }],
    ['192.168.1.64', { address: 'rtsp://192.168.1.64', username: null, password: null }],
    ['admin:pw@192.168.1.64:8554/live', { address: 'rtsp://192.168.1.64:8554/live', username: 'admin', password: 'pw' }],
    ['RTSP://Cam/live', { address: 'rtsp://Cam/live', username: null, password: null }],
  ])('%s is understood, with its credentials kept apart', (text, expected) => {
    expect(parseAddress(text)).toEqual({ kind: 'rtsp', ...expected });
  });

  it.each([['/video/gate.mp4'], ['C:\\video\\gate.mp4'], ['\\\\server\\gate.mp4']])('%s is a file', (text) => {
    expect(parseAddress(text)).toEqual({ kind: 'file', address: text, username: null, password: null });
  });

  it.each([
    ['', 'empty'], ['http://10.0.0.5/', 'other-scheme'], ['rtsp:///ch1', 'no-host'], ['rtsp://10.0.0.5:99999/', 'bad-port'],
    ['rtsp://10.0.0.5:/', 'bad-port'], ['gate', 'no-host'], ['rtsp://user:pw@/x', 'no-host'],
  ])('%s is refused: %s', (text, problem) => {
    expect(parseAddress(text)).toEqual({ problem });
  });
});

describe('the form of a camera', () => {
  it('moves credentials from a pasted address into their fields', () => {
    const form = tidyAddress({ ...emptyForm, address: 'rtsp://u:p@10.0.0.5/1' });
    expect(form).toMatchObject({ address: 'rtsp://10.0.0.5/1', username: 'u', password: 'p' });
  });

  it('never sends credentials inside an address, even when it was not tidied before', () => {
    const draft = toDraft({ ...emptyForm, name: 'Gate', address: 'rtsp://u:p@10.0.0.5/1', subAddress: 'rtsp://u:p@10.0.0.5/2' }, null);
    expect(draft).toMatchObject({ name: 'Gate', address: 'rtsp://10.0.0.5/1', subAddress: 'rtsp://10.0.0.5/2', username: 'u', password: 'p' });
  });

  it('can be tested without a name but not saved', () => {
    const form = { ...emptyForm, address: '10.0.0.5' };
    expect(formProblems(form, false)).toEqual({});
    expect(formProblems(form, true)).toEqual({ name: 'no-name' });
    expect(formProblems({ ...form, name: 'x'.repeat(61) }, true)).toEqual({ name: 'name-too-long' });
  });

  it('keeps to the limits of the contract', () => {
    const form = { ...emptyForm, name: 'G', address: '10.0.0.5' };
    expect(formProblems({ ...form, analysisFps: 26, keepDays: 0 }, true)).toEqual({ analysisFps: 'out-of-limits', keepDays: 'out-of-limits' });
    expect(formProblems({ ...form, analysisFps: '', keepDays: 1.5 }, true)).toEqual({ analysisFps: 'out-of-limits', keepDays: 'out-of-limits' });
  });

  it('leaves an unchanged password and the limit of bytes of the camera as they are', () => {
    const draft = toDraft(formOfCamera({ ...camera, hasPassword: true, keepBytes: 200_000_000 }), { ...camera, keepBytes: 200_000_000 });
    expect(draft).not.toHaveProperty('password');
    expect(draft.keepBytes).toBe(200_000_000);
  });
});

const camera: Camera = {
  id: '0b7fbb6a-6f0a-4a53-9c7e-0d1c12d0a001', name: 'Gate', address: 'rtsp://10.0.0.1/', transport: 'tcp', loop: true, enabled: true, recording: 'events',
  analysisFps: 5, keepDays: 30, learning: false, hasPassword: false, scene: { zones: [], lines: [], behaviors: [] }, createdAt: 0,
};
const status: CameraStatus = {
  cameraId: camera.id, phase: 'live', problem: null, since: 0, retryAt: null, main: null, sub: null,
  analysis: { state: 'running', targetFps: 5, fps: 5, dropped: 0, active: 0 }, recording: { state: 'off' }, reconnects: 0,
};

describe('the health of cameras', () => {
  it('is impaired while there is a picture but no full recording or analysis', () => {
    const impaired: CameraStatus = { ...status, recording: { state: 'paused-disk' }, analysis: { ...status.analysis, state: 'slowed' } };
    expect(impairments(impaired)).toEqual(['recording-paused', 'analysis-slowed']);
    expect(cameraState(camera, impaired)).toBe('impaired');
    expect(cameraState(camera, status)).toBe('live');
    expect(cameraState({ ...camera, enabled: false }, status)).toBe('off');
  });

  it('puts what is wrong first and the rest by name, numbers as numbers', () => {
    const entries = [
      { camera: { ...camera, name: 'Gate 10' }, status },
      { camera: { ...camera, name: 'Gate 9' }, status },
      { camera: { ...camera, name: 'Zebra' }, status: { ...status, phase: 'waiting', problem: 'stalled' } as const },
    ];
    expect(findCameras(entries, '', 'en').map((entry) => entry.camera.name)).toEqual(['Zebra', 'Gate 9', 'Gate 10']);
    expect(findCameras(entries, 'gate 9', 'en').map((entry) => entry.camera.name)).toEqual(['Gate 9']);
  });
});
