import type { CameraStatus } from '../../contract/camera.ts';

/** Where one connection of a camera stands. */
export type ConnectionState = Pick<CameraStatus, 'phase' | 'problem' | 'retryAt' | 'since'>;

const severityOf: Record<CameraStatus['phase'], number> = { waiting: 3, connecting: 2, live: 1, off: 0 };

/** A camera is as well as its worst connection: with the main stream lost and the sub-stream live, it is waiting. */
export function worstConnection(states: readonly ConnectionState[], now: number): ConnectionState {
  const worst = [...states].sort((a, b) => severityOf[b.phase] - severityOf[a.phase])[0];
  return worst ?? { phase: 'off', problem: null, retryAt: null, since: now };
}
