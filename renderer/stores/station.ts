import { create } from 'zustand';
import type { StationStatus } from '../../electron/contract/station.ts';

/** The station's state as last told. */
export const useStation = create<{ status: StationStatus | undefined; error: unknown }>()(() => ({ status: undefined, error: undefined }));
