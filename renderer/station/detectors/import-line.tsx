import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { DetectorProblem } from '../../../electron/contract/detector.ts';
import type { ImportState } from './use-import.ts';

/** Why a file was refused, or a check came to nothing: what it is, what to do, and in small what was found. */
export function ProblemLine({ file, problem, detail, onClose }: { file: string; problem: DetectorProblem; detail: string | null; onClose: () => void }): JSX.Element {
  const { t } = useTranslation(['station', 'common']);
  return (
    <div className="detector-problem" role="alert" data-testid="detector-problem">
      <div>
        <strong className="cut" title={file}>{file}</strong>
        <p>{t(`detectors.problem.${problem}`)}</p>
        {detail !== null && detail !== '' && <p className="dim detector-detail">{detail}</p>}
      </div>
      <Button variant="subtle" size="compact-sm" onClick={onClose}>{t('common:action.close')}</Button>
    </div>
  );
}

/** What goes on with a file that is being imported. */
export function ImportLine({ state, onClose }: { state: ImportState; onClose: () => void }): JSX.Element | null {
  const { t } = useTranslation('station');
  switch (state.phase) {
    case 'none':
      return null;
    case 'refused':
      return <ProblemLine {...state} onClose={onClose} />;
    case 'sending':
    case 'trying': {
      const share = state.phase === 'sending' ? state.share : 1;
      return (
        <div className="detector-arriving" role="status" data-testid="detector-arriving">
          <strong className="cut">{state.file}</strong>
          <span className="providers-bar"><i style={{ width: `${share * 100}%` }} /></span>
          <span className="dim">{state.phase === 'sending' ? t('detectors.sending', { percent: Math.round(share * 100) }) : t('detectors.trying')}</span>
        </div>
      );
    }
  }
}
