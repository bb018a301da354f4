import { useMemo } from 'react';
import type { GroundCalibration } from '../../../../electron/contract/ground.ts';
import { groundModel, type GroundModel } from '../../../../electron/contract/ground/model.ts';
import { groundProblem, type GroundProblem } from '../../../../electron/contract/ground/problems.ts';

/** What a calibration gives, or why it gives nothing. */
export type GroundView = { readonly model: GroundModel | null; readonly problem: GroundProblem | null };

export function useGround(ground: GroundCalibration | null): GroundView {
  return useMemo(() => {
    const problem = ground === null ? null : groundProblem(ground);
    return { model: ground === null || problem !== null ? null : groundModel(ground), problem };
  }, [ground]);
}

/** As many digits as can be meant: 12.3, 1.23, 0.12. */
export function metresText(metres: number): string {
  return metres.toFixed(metres < 9.95 ? 2 : 1);
}

/** An uncertainty is rounded to what it is worth. */
export function uncertaintyText(metres: number): string {
  return metres < 0.095 ? metres.toFixed(2) : metres < 9.5 ? metres.toFixed(1) : metres.toFixed(0);
}
