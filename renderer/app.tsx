import { useEffect, type JSX } from 'react';
import { desktopBridge } from './desktop/bridge.ts';
import { EngineGate } from './desktop/engine-gate.tsx';
import { Kiosk } from './desktop/kiosk.tsx';
import { useEngineState } from './desktop/shell-store.ts';
import { loadSession, useSession } from './stores/session.ts';
import { listenForKeys } from './ui/keys.ts';
import { Failed, LoadingRows } from './ui/states.tsx';
import { FirstStart } from './start/first-start.tsx';
import { SignIn } from './start/sign-in.tsx';
import { Workplace } from './workplace.tsx';

/** The whole window. In the desktop shell it follows how the engine's process is doing (desktop/follow-shell). */
export function App(): JSX.Element {
  useEffect(() => {
    if (desktopBridge() === null) void loadSession();
  }, []);
  useEffect(listenForKeys, []);
  return (
    <EngineGate>
      <Shown />
      <Kiosk />
    </EngineGate>
  );
}

/** Who is there decides what the window shows. */
function Shown(): JSX.Element | null {
  const session = useSession((state) => state.session);
  const engine = useEngineState();
  const unasked = desktopBridge() !== null && engine?.phase !== 'running';
  switch (session.phase) {
    case 'loading':
      return unasked ? null : <LoadingRows rows={1} height="3rem" />;
    case 'failed':
      return unasked ? null : <Failed error={session.error} onRetry={() => void loadSession()} />;
    case 'first-start':
      return <FirstStart />;
    case 'signed-out':
      return <SignIn expired={session.expired} />;
    case 'signed-in':
      return <Workplace key={session.account.id} welcome={session.welcome} />;
  }
}
