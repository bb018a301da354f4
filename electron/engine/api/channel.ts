import { WindowMessage, type EngineMessage } from '../../contract/calls.ts';
import { channelCallsInFlight, channelSessionEnded } from '../../contract/http.ts';
import type { Account } from '../../contract/account.ts';
import type { Sessions } from '../accounts/sessions.ts';
import type { Connection } from '../connection/connection.ts';
import type { Dispatch } from './dispatch.ts';
import { Outbox } from './outbox.ts';
import { isForAdministrators, type PushHub } from './push-hub.ts';

export type ChannelOptions = {
  readonly connection: Connection;
  readonly token: string;
  readonly sessions: Sessions;
  readonly dispatch: Dispatch;
  readonly hub: PushHub;
};

const aliveEveryMs = 20_000;
const flushEveryMs = 250;
const malformed = 1007;

/**
 * Serves one window until it leaves: answers its calls, passes on pushes. The session is looked up for every call, so
 * that an account that was removed can do nothing more; it is closed when the session has ended.
 */
export function serveChannel({ connection, token, sessions, dispatch, hub }: ChannelOptions, first: Account): void {
  let account = first;
  let inFlight = 0;
  let answered = true;
  let ended = false;
  const outbox = new Outbox({
    send: (text) => connection.send(text),
    bufferedBytes: () => connection.unread(),
    drop: () => connection.terminate(),
  });

  const currentAccount = async (): Promise<Account | null> => {
    const found = await sessions.find(token);
    if (found !== null) account = found;
    else ended = true;
    return found;
  };

  const leaveIfEnded = (): void => {
    if (ended) connection.close(channelSessionEnded, 'session ended');
  };

  const work = async ({ id, call, input }: WindowMessage): Promise<EngineMessage> => {
    if (inFlight >= channelCallsInFlight) return { id, ok: false, error: { kind: 'conflict', detail: 'too many calls at once' } };
    inFlight++;
    try {
      return { id, ...(await dispatch(call, input, { account: await currentAccount(), token, keepToken: null })) };
    } finally {
      inFlight--;
    }
  };

  const leaveHub = hub.subscribe((push) => {
    if (!isForAdministrators(push.name) || account.role === 'administrator') outbox.push(push);
  });
  const flushing = setInterval(() => outbox.flush(), flushEveryMs);
  const checking = setInterval(() => {
    if (!answered) {
      connection.terminate();
      return;
    }
    answered = false;
    connection.ping();
    currentAccount().then(leaveIfEnded, () => connection.terminate());
  }, aliveEveryMs);

  connection.listen({
    alive: () => (answered = true),
    message: (text) => {
      const message = text === null ? null : parseMessage(text);
      if (message === null) {
        connection.close(malformed, 'not a message');
        return;
      }
      work(message).then(
        (answer) => {
          outbox.answer(answer);
          leaveIfEnded();
        },
        () => connection.terminate(),
      );
    },
    closed: () => {
      leaveHub();
      clearInterval(flushing);
      clearInterval(checking);
    },
  });
}

type WindowMessage = NonNullable<ReturnType<typeof parseMessage>>;

function parseMessage(text: string): { id: number; call: string; input: unknown } | null {
  try {
    return WindowMessage.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
