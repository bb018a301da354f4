import type { EngineAsk, engineAnswers } from '../../contract/host.ts';
import { actorOf } from '../accounts/accounts.ts';
import { engineActor } from '../accounts/audit.ts';
import { Refusal } from '../accounts/refusal.ts';
import { sessionKey } from '../accounts/sessions.ts';
import { serveChannel } from '../api/channel.ts';
import type { Dispatch } from '../api/dispatch.ts';
import type { LiveSessions } from '../api/live-sessions.ts';
import { portConnection } from '../connection/port-connection.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { House } from '../parts.ts';
import type { z } from 'zod';
import type { HostDuties } from './host.ts';

export type DutiesOptions = {
  readonly house: House;
  readonly dispatch: Dispatch;
  readonly fleet: Pick<Fleet, 'livePort'>;
  readonly live: LiveSessions;
};

type Answers = { [W in EngineAsk['what']]: z.input<(typeof engineAnswers)[W]> };

/** What the engine does for the desktop shell: lends windows a way in, and knows who people are. */
export function makeDuties({ house, dispatch, fleet, live }: DutiesOptions): HostDuties {
  const { accounts, hub, key } = house;
  const { sessions } = accounts;

  const open = async ({ token, ...wanted }: Parameters<HostDuties['open']>[0], port: Parameters<HostDuties['open']>[1]): Promise<void> => {
    const account = token === null ? null : await sessions.find(token);
    if (account === null || token === null) {
      port.close();
      return;
    }
    if (wanted.type === 'channel') {
      serveChannel({ connection: portConnection(port), token, sessions, dispatch, hub }, account);
      return;
    }
    const session = sessionKey(token);
    live.watches(session);
    if (!fleet.livePort(wanted.cameraId, wanted.stream, session, port)) port.close();
  };

  const accountBehind = async (token: string | null) => (token === null ? null : sessions.find(token));

  const asks: { [W in EngineAsk['what']]: (ask: Extract<EngineAsk, { what: W }>) => Promise<Answers[W]> } = {
    account: async ({ token }) => ({ account: await accountBehind(token) }),
    'confirm-administrator': async ({ username, password }) => {
      try {
        const account = await accounts.confirmAdministrator(username, password);
        await house.audit(actorOf(account), 'kiosk.left');
        return { problem: null };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { problem: error.kind, ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }) };
      }
    },
    'protect-key': async ({ passphrase }) => ({ guard: await key.protect(passphrase) }),
    audit: async ({ token, action, details }) => {
      const account = await accountBehind(token);
      await house.audit(account === null ? engineActor : actorOf(account), action, details);
      return {};
    },
  };

  return {
    open: (opening, port) => void open(opening, port).catch(() => port.close()),
    ask: (ask) => asks[ask.what](ask as never),
  };
}
