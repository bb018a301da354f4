import type { Sessions } from '../accounts/sessions.ts';

/** A tile goes on for no longer than this after its session. */
const lookEveryMs = 2000;

export type LiveSessionsOptions = {
  readonly sessions: Sessions;
  /** Ends the live tiles of a session, wherever they were handed to. */
  readonly endLive: (session: string) => void;
  readonly onProblem: (error: unknown) => void;
};

/** Looks after sessions that watch: what was handed to a worker is out of sight here, so it is ended with its session. */
export type LiveSessions = {
  /** @param session its `sessionKey` */
  watches(session: string): void;
  stop(): void;
};

export function makeLiveSessions({ sessions, endLive, onProblem }: LiveSessionsOptions): LiveSessions {
  const watching = new Set<string>();
  /** Signed out, removed, given another password, expired: in the end the session is not there any more. */
  const endWhatEnded = async (): Promise<void> => {
    if (watching.size === 0) return;
    for (const session of await sessions.ended([...watching])) {
      watching.delete(session);
      endLive(session);
    }
  };
  const looking = setInterval(() => void endWhatEnded().catch(onProblem), lookEveryMs).unref();
  return { watches: (session) => void watching.add(session), stop: () => clearInterval(looking) };
}
