import { create } from 'zustand';
import type { Account, Session } from '../../electron/contract/account.ts';
import { sessionDoor } from '../channel/session-door.ts';
import { showLanguage } from '../words/language.ts';

/** Who sits in front of the window. `welcome` is the time between the first account and the first camera. */
export type SessionState =
  | { phase: 'loading' }
  | { phase: 'failed'; error: unknown }
  | { phase: 'first-start' }
  | { phase: 'signed-out'; expired: boolean }
  | { phase: 'signed-in'; account: Account; welcome: boolean };

export const useSession = create<{ session: SessionState }>()(() => ({ session: { phase: 'loading' } }));

function become(session: SessionState): void {
  useSession.setState({ session });
}

/** Takes over what the engine says about the session. */
export function enterSession(answer: Session, options: { welcome?: boolean } = {}): void {
  const before = useSession.getState().session;
  if (answer.account !== null) {
    showLanguage(answer.account.language);
    become({ phase: 'signed-in', account: answer.account, welcome: options.welcome ?? false });
  } else if (answer.needsFirstAccount) become({ phase: 'first-start' });
  else become({ phase: 'signed-out', expired: before.phase === 'signed-in' });
}

/** Asks the engine who is signed in. */
export async function loadSession(): Promise<void> {
  become({ phase: 'loading' });
  try {
    enterSession(await sessionDoor.get());
  } catch (error) {
    become({ phase: 'failed', error });
  }
}

/** Asks again after somebody signed in or out in another window; what is going on here stays when it is the same account. */
export async function refreshSession(): Promise<void> {
  const answer = await sessionDoor.get().catch(() => null); // the engine is away: the channel asks again when it is back
  const { session } = useSession.getState();
  if (answer === null) return;
  if (answer.account === null && !answer.needsFirstAccount) become({ phase: 'signed-out', expired: false });
  else if (session.phase !== 'signed-in' || session.account.id !== answer.account?.id) enterSession(answer);
  else setAccount(answer.account);
}

/** False when the engine answers that nobody is signed in any more; true when it is, or when the engine is away. */
export async function isStillSignedIn(): Promise<boolean> {
  try {
    const answer = await sessionDoor.get();
    if (answer.account !== null) return true;
    enterSession(answer);
    return false;
  } catch {
    return true;
  }
}

export async function signOut(): Promise<void> {
  await sessionDoor.signOut();
  become({ phase: 'signed-out', expired: false });
}

export function endWelcome(): void {
  const { session } = useSession.getState();
  if (session.phase === 'signed-in') become({ ...session, welcome: false });
}

export function setAccount(account: Account): void {
  const { session } = useSession.getState();
  if (session.phase === 'signed-in') become({ ...session, account });
}

/** The signed-in account. */
export function useAccount(): Account {
  const account = useSession(({ session }) => (session.phase === 'signed-in' ? session.account : null));
  if (account === null) throw new Error('useAccount outside of a signed-in window');
  return account;
}

export function useIsAdministrator(): boolean {
  return useAccount().role === 'administrator';
}
