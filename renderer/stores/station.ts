import { create } from 'zustand';
import type { StationStatus, UnusableModel } from '../../electron/contract/station.ts';

/** The station's state as last told. */
export const useStation = create<{ status: StationStatus | undefined; error: unknown }>()(() => ({ status: undefined, error: undefined }));

/** Gives the model for want of which rules with a behaviour raise nothing. */
export function useUnusableModel(): (behavior: string) => UnusableModel | undefined {
  const unusable = useStation(({ status }) => status?.unusableModels);
  return (behavior) => unusable?.find(({ behaviors }) => behaviors.includes(behavior));
}
