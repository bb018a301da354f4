import { IconAlertTriangle, IconCircle, IconCircleCheck, IconLoader } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { TestStep } from '../../electron/contract/camera.ts';
import { useCallErrorText } from '../ui/call-error.ts';
import { codecName } from '../wall/codec-name.ts';
import { useProblemText } from '../wall/problem-text.ts';
import type { ConnectionTest as Test } from './use-connection-test.ts';
import './connection-test.css';

const icons = { waiting: IconCircle, running: IconLoader, passed: IconCircleCheck, failed: IconAlertTriangle } as const;

/** A connection test step by step, with what to check where it failed and the first picture where it did not. */
export function ConnectionTest({ test, file }: { test: Test; file: boolean }): JSX.Element {
  const { t } = useTranslation('cameras');
  const problemText = useProblemText();
  const errorText = useCallErrorText();
  const { progress, running, error } = test;
  const result = progress?.done === true ? (progress.problem === null ? 'passed' : 'failed') : running ? 'running' : null;
  const failedAt = progress?.steps.some(({ state }) => state === 'failed') === true;
  return (
    <section className="connection-test" aria-labelledby="test-title" data-testid="connection-test" data-result={result ?? undefined}>
      <h2 id="test-title">{t('test.title')}</h2>
      <div className="connection-test-picture">
        {progress?.picture != null ? (
          <img src={progress.picture} alt={t('test.picture')} data-testid="test-picture" />
        ) : (
          <p className="connection-test-intro">{t(result === null ? 'test.intro' : `test.${result}`)}</p>
        )}
      </div>
      <ol className="connection-test-steps" aria-live="polite">
        {TestStep.options.map((step) => {
          const found = progress?.steps.find((each) => each.step === step);
          const state = found?.state ?? 'waiting';
          const Icon = icons[state];
          return (
            <li key={step} className="connection-test-step" data-state={state} data-testid={`test-step-${step}`}>
              <Icon aria-hidden />
              <span>{t(`test.${file ? 'fileStep' : 'step'}.${step}`)}</span>
              {found?.ms != null && <span className="dim figures">{Math.round(found.ms)} ms</span>}
              {step === 'stream' && progress?.stream != null && (
                <span className="dim figures connection-test-facts">{codecName(progress.stream.codec)} · {progress.stream.width}×{progress.stream.height}{progress.stream.fps > 0 ? ` · ${Math.round(progress.stream.fps)} fps` : ''}</span>
              )}
              {state === 'failed' && progress?.problem != null && <p className="connection-test-problem" role="alert">{problemText(progress.problem)}</p>}
            </li>
          );
        })}
      </ol>
      {result === 'passed' && <p className="connection-test-passed"><IconCircleCheck aria-hidden />{t('test.passed')}</p>}
      {result === 'failed' && !failedAt && progress?.problem != null && <p className="connection-test-problem" role="alert">{problemText(progress.problem)}</p>}
      {error !== null && <p className="connection-test-problem" role="alert">{errorText(error)}</p>}
    </section>
  );
}
