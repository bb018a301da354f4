import type { CameraStatus } from '../../contract/camera.ts';
import type { CameraRun, SourceAddress } from '../media/worker-protocol.ts';

/** What runs cameras; the fleet of workers, or a stand-in for it in tests. */
export type CameraRuntime = {
  /** Starts a camera or gives a running one its new settings. */
  apply(run: CameraRun): void;
  remove(cameraId: string): void;
  /** Null while nothing has been heard of the camera. */
  status(cameraId: string): CameraStatus | null;
  /** An outside input of a camera stands in this state since wall-clock ms `at`. */
  input(cameraId: string, state: { readonly input: string; readonly active: boolean; readonly at: number }): void;
  /** Starts a connection test; its progress comes as `test` pushes with this id. */
  test(testId: string, source: SourceAddress): void;
};

/** The status of a camera that is switched off, or of which nothing has been heard since `since`. */
export function silentStatus(cameraId: string, phase: 'off' | 'connecting', targetFps: number, since: number): CameraStatus {
  return {
    cameraId,
    phase,
    problem: null,
    since,
    retryAt: null,
    main: null,
    sub: null,
    analysis: { state: 'off', targetFps, fps: 0, dropped: 0, active: 0 },
    recording: { state: 'off' },
    reconnects: 0,
  };
}
