import { useRef, useState } from 'react';
import type { CameraDraft, TestProgress } from '../../electron/contract/camera.ts';
import { useChannel, usePush } from '../channel/use-channel.ts';

export type ConnectionTest = {
  /** The newest progress; null before the first test. */
  progress: TestProgress | null;
  running: boolean;
  /** A test that could not be started. */
  error: unknown;
  start: (draft: CameraDraft) => void;
  /** Forgets the result: the form has changed since. */
  forget: () => void;
};

/** Runs connection tests; `cameraId` lends the stored password of a camera that is edited. */
export function useConnectionTest(cameraId: string | null): ConnectionTest {
  const channel = useChannel();
  const [progress, setProgress] = useState<TestProgress | null>(null);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  /** Progress can arrive before the answer that tells which test it belongs to. */
  const early = useRef(new Map<string, TestProgress>());
  const current = useRef<string | null>(null);
  const started = useRef(0);

  const take = (next: TestProgress): void => {
    setProgress(next);
    if (next.done) setRunning(false);
  };
  usePush('test', (next) => {
    if (next.testId === current.current) take(next);
    else early.current.set(next.testId, next);
  });

  return {
    progress,
    running,
    error,
    start: (draft) => {
      const mine = ++started.current;
      current.current = null;
      setProgress(null);
      setError(null);
      setRunning(true);
      channel.call('cameras.test', { draft, ...(cameraId === null ? {} : { cameraId }) }).then(
        ({ testId }) => {
          if (mine !== started.current) return;
          current.current = testId;
          const known = early.current.get(testId);
          early.current.clear();
          if (known !== undefined) take(known);
        },
        (reason: unknown) => {
          if (mine !== started.current) return;
          setRunning(false);
          setError(reason);
        },
      );
    },
    forget: () => {
      started.current++;
      current.current = null;
      setProgress(null);
      setRunning(false);
      setError(null);
    },
  };
}
