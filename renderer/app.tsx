import { useEffect, type JSX } from 'react';
import { loadSession, useSession } from './stores/session.ts';
import { listenForKeys } from './ui/keys.ts';
import { Failed, LoadingRows } from './ui/states.tsx';
import { FirstStart } from './start/first-start.tsx';
import { SignIn } from './start/sign-in.tsx';
import { Workplace } from './workplace.tsx';

/** The whole window: who is there decides what it shows. */
export function App(): JSX.Element {
  const session = useSession((state) => state.session);
  useEffect(() => void loadSession(), []);
  useEffect(listenForKeys, []);
  switch (session.phase) {
    case 'loading':
      return <LoadingRows rows={1} height="3rem" />;
    case 'failed':
      return <Failed error={session.error} onRetry={() => void loadSession()} />;
    case 'first-start':
      return <FirstStart />;
    case 'signed-out':
      return <SignIn expired={session.expired} />;
    case 'signed-in':
      return <Workplace key={session.account.id} welcome={session.welcome} />;
  }
}
