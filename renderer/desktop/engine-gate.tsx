import { useEffect, useRef, type JSX, type ReactNode } from 'react';
import { useSession } from '../stores/session.ts';
import { useNow } from '../ui/now.ts';
import { EnginePage } from './engine-page.tsx';
import { gateFor, type Gate } from './gate.ts';
import { useShell } from './shell-store.ts';
import './engine-gate.css';

/** What of the engine's state has to be shown now. */
export function useGate(): Gate {
  const signedIn = useSession(({ session }) => session.phase === 'signed-in');
  const { state, engineSince } = useShell();
  return gateFor(state?.engine ?? null, signedIn, Math.max(useNow(), engineSince) - engineSince);
}

/**
 * The window with the engine's page over it while there is something to say or to do. What is below stays as it is, with
 * everything that was typed.
 */
export function EngineGate({ children }: { children: ReactNode }): JSX.Element {
  const engine = useShell(({ state }) => state?.engine ?? null);
  const shown = useGate() === 'page';
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!shown) return;
    const before = document.activeElement;
    if (page.current?.contains(before) !== true) page.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [shown]);
  return (
    <>
      <div className="below-gate" inert={shown}>{children}</div>
      {shown && engine !== null && (
        <div ref={page} className="engine-gate" role="dialog" aria-modal="true" tabIndex={-1} data-testid="engine-gate" data-phase={engine.phase}>
          <EnginePage engine={engine} />
        </div>
      )}
    </>
  );
}
