import { useMemo } from 'react';
import type { GroundCalibration } from '../../../../electron/contract/ground.ts';
import { groundModel, type GroundModel, type Measured } from '../../../../electron/contract/ground/model.ts';
import { groundProblem, type GroundProblem } from '../../../../electron/contract/ground/problems.ts';

/** What a calibration gives, or why it gives nothing. */
export type GroundView = { readonly model: GroundModel | null; readonly problem: GroundProblem | null };

export function useGround(ground: GroundCalibration | null): GroundView {
  return useMemo(() => {
    const problem = ground === null ? null : groundProblem(ground);
    return { model: ground === null || problem !== null ? null : groundModel(ground), problem };
  }, [ground]);
}

const digitsFor = (uncertaintyM: number): number => (uncertaintyM < 0.095 ? 2 : uncertaintyM < 9.5 ? 1 : 0);

/** An uncertainty in metres, rounded to what it is worth. */
export function uncertaintyText(uncertaintyM: number): string {
  return uncertaintyM.toFixed(digitsFor(uncertaintyM));
}

/** A measured length and its uncertainty with as many digits as can be meant. */
export function measuredTexts({ metres, uncertaintyM }: Measured): { readonly metres: string; readonly uncertainty: string } {
  return { metres: metres.toFixed(digitsFor(uncertaintyM)), uncertainty: uncertaintyText(uncertaintyM) };
}
