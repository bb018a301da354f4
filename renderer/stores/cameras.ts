import { create } from 'zustand';
import type { Camera, CameraStatus } from '../../electron/contract/camera.ts';
import type { PushData } from '../../electron/contract/calls.ts';

export type CameraEntry = { camera: Camera; status: CameraStatus };

/** All cameras with their state now; `entries` is undefined until the first list is there. */
export type CamerasState = { entries: readonly CameraEntry[] | undefined; error: unknown };

export const useCameras = create<CamerasState>()(() => ({ entries: undefined, error: undefined }));

/** Oldest camera first, so that nothing moves on the wall when one is added. */
function inOrder(entries: readonly CameraEntry[]): readonly CameraEntry[] {
  return entries.toSorted((a, b) => a.camera.createdAt - b.camera.createdAt || a.camera.id.localeCompare(b.camera.id));
}

/** The list after a push: a camera that is null has been removed, a status alone keeps its camera. */
export function applyCameraPush(entries: readonly CameraEntry[], push: PushData<'camera'>): readonly CameraEntry[] {
  const known = entries.find(({ camera }) => camera.id === push.cameraId);
  if (push.camera === null && push.status === null) return entries.filter((entry) => entry !== known);
  const camera = push.camera ?? known?.camera;
  const status = push.status ?? known?.status;
  if (camera === undefined || status === undefined) return entries;
  if (known !== undefined) return entries.map((entry) => (entry === known ? { camera, status } : entry));
  return inOrder([...entries, { camera, status }]);
}

export function setCameras(entries: readonly CameraEntry[]): void {
  useCameras.setState({ entries: inOrder(entries), error: undefined });
}

export function useCamera(cameraId: string): CameraEntry | undefined {
  return useCameras(({ entries }) => entries?.find(({ camera }) => camera.id === cameraId));
}
