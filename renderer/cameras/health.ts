import type { Camera, CameraStatus } from '../../electron/contract/camera.ts';

/** The state of a camera in one word, worst first; the order is the one in which lists show them. */
export const cameraStates = ['waiting', 'impaired', 'connecting', 'live', 'off'] as const;
export type CameraState = (typeof cameraStates)[number];

/** What is not as it should be although there is a picture. */
export type Impairment = 'analysis-slowed' | 'analysis-failed' | 'detector-replaced' | 'recording-paused' | 'recording-failed';

export function impairments({ analysis, recording }: CameraStatus): Impairment[] {
  const found: Impairment[] = [];
  if (recording.state === 'paused-disk') found.push('recording-paused');
  if (recording.state === 'failed') found.push('recording-failed');
  if (analysis.state === 'failed') found.push('analysis-failed');
  if (analysis.fallback !== undefined) found.push('detector-replaced');
  if (analysis.state === 'slowed') found.push('analysis-slowed');
  return found;
}

export function cameraState(camera: Camera, status: CameraStatus): CameraState {
  if (!camera.enabled || status.phase === 'off') return 'off';
  if (status.phase !== 'live') return status.phase;
  return impairments(status).length > 0 ? 'impaired' : 'live';
}

type Entry = { readonly camera: Camera; readonly status: CameraStatus };

/** Cameras whose name or address contains every word of the query, what is wrong first, then by name. */
export function findCameras<E extends Entry>(entries: readonly E[], query: string, language: string): E[] {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const rank = ({ camera, status }: Entry): number => cameraStates.indexOf(cameraState(camera, status));
  const order = new Intl.Collator(language, { numeric: true });
  return entries
    .filter(({ camera }) => words.every((word) => `${camera.name} ${camera.address}`.toLowerCase().includes(word)))
    .toSorted((a, b) => (rank(a) < 2 ? rank(a) : 2) - (rank(b) < 2 ? rank(b) : 2) || order.compare(a.camera.name, b.camera.name));
}
