import { useCallback, useEffect, useState } from 'react';
import type { ShellCallInput, ShellCallName, ShellCallOutput } from '../../electron/contract/desktop.ts';
import { callShell } from './bridge.ts';

export type ShellAnswerState<T> = { value: T | undefined; error: unknown; reload: () => void; set: (value: T) => void };

/** The answer to a call to the shell that only reads and takes nothing; asked when the component appears. */
export function useShellAnswer<N extends ShellCallName>(name: N & (Record<string, never> extends ShellCallInput<N> ? N : never)): ShellAnswerState<ShellCallOutput<N>> {
  const [value, setValue] = useState<ShellCallOutput<N>>();
  const [error, setError] = useState<unknown>();
  const reload = useCallback(() => {
    callShell(name, {} as ShellCallInput<N>).then(
      (answer) => {
        setValue(answer);
        setError(undefined);
      },
      setError,
    );
  }, [name]);
  useEffect(reload, [reload]);
  return { value, error, reload, set: setValue };
}
