import type { CameraProblem, CameraStatus } from '../../electron/contract/camera.ts';
import { silentStatus, type CameraRuntime } from '../../electron/engine/nodes/camera-runtime.ts';
import type { CameraRun, SourceAddress } from '../../electron/engine/media/worker-protocol.ts';

export type StillCameras = CameraRuntime & {
  readonly runs: Map<string, CameraRun>;
  readonly inputs: { readonly cameraId: string; readonly input: string; readonly active: boolean }[];
  readonly tested: { readonly testId: string; readonly source: SourceAddress }[];
};

/** A camera runtime that runs nothing: it remembers what it was told. `problemOf` decides which cameras are in trouble. */
export function stillCameras(problemOf: (run: CameraRun) => CameraProblem | null = () => null): StillCameras {
  const runs = new Map<string, CameraRun>();
  const tested: StillCameras['tested'] = [];
  const inputs: StillCameras['inputs'] = [];
  const since = Date.now();
  const status = (cameraId: string): CameraStatus | null => {
    const run = runs.get(cameraId);
    if (run === undefined) return null;
    const problem = problemOf(run);
    const silent = silentStatus(cameraId, 'connecting', run.analysisFps, since);
    if (problem !== null) return { ...silent, phase: 'waiting', problem, retryAt: Date.now() + 20_000, reconnects: 7 };
    return {
      ...silent,
      phase: 'live',
      main: { codec: 'h264', width: 1920, height: 1080, fps: 25, bitsPerSecond: 4_200_000 },
      sub: run.sub === null ? null : { codec: 'h264', width: 640, height: 360, fps: 15, bitsPerSecond: 512_000 },
      analysis: { state: 'running', targetFps: run.analysisFps, fps: run.analysisFps, dropped: 0, active: 0.18 },
      recording: { state: run.recording === 'off' ? 'off' : 'recording' },
    };
  };
  return {
    runs,
    inputs,
    tested,
    input: (cameraId, { input, active }) => void inputs.push({ cameraId, input, active }),
    apply: (run) => void runs.set(run.cameraId, run),
    remove: (cameraId) => void runs.delete(cameraId),
    status,
    test: (testId, source) => void tested.push({ testId, source }),
  };
}
