import { mostInputs } from '../../contract/rule-conditions.ts';

export type InputState = { readonly input: string; readonly active: boolean; readonly at: number };

export type InputStates = {
  /**
   * Takes a report and gives what is passed on to the camera; null when it is older than what is known, or when the camera
   * has as many inputs as it may have.
   */
  readonly report: (cameraId: string, state: InputState, now: number) => InputState | null;
  /** The present states of a camera's inputs, for a worker that starts with it. */
  readonly of: (cameraId: string) => readonly InputState[];
  readonly forget: (cameraId: string) => void;
};

/**
 * How every outside input stands, in memory: after a restart of the engine an input is inactive until it reports again. A
 * device's clock may run ahead: nothing is taken to have happened later than it is told.
 */
export function makeInputStates(): InputStates {
  const cameras = new Map<string, Map<string, InputState>>();
  return {
    report(cameraId, { input, active, at }, now) {
      const inputs = cameras.get(cameraId) ?? new Map<string, InputState>();
      cameras.set(cameraId, inputs);
      const before = inputs.get(input);
      const state: InputState = { input, active, at: Math.min(at, now) };
      if (before === undefined ? inputs.size >= mostInputs : state.at < before.at) return null;
      inputs.set(input, state);
      return state;
    },
    of: (cameraId) => [...(cameras.get(cameraId)?.values() ?? [])],
    forget: (cameraId) => void cameras.delete(cameraId),
  };
}
