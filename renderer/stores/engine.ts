import { create } from 'zustand';
import type { Channel } from '../channel/channel.ts';
import { openChannelSocket } from '../channel/open-channel.ts';
import { createSocketChannel } from '../channel/socket-channel.ts';
import { connectStores } from './connect.ts';
import { isStillSignedIn, useSession } from './session.ts';

/** The channel to the engine; there is one as long as somebody is signed in. */
export const useEngine = create<{ channel: Channel | null }>()(() => ({ channel: null }));

/** Opens the channel when somebody signs in and closes it when they leave. To be called once. */
export function followSession(): void {
  let disconnect = (): void => undefined;
  let accountId: string | null = null;
  useSession.subscribe(({ session }) => {
    const present = session.phase === 'signed-in' ? session.account.id : null;
    if (present === accountId) return;
    accountId = present;
    disconnect();
    useEngine.getState().channel?.close();
    if (present === null) {
      disconnect = () => undefined;
      useEngine.setState({ channel: null });
      return;
    }
    const channel = createSocketChannel({ open: openChannelSocket, mayReconnect: isStillSignedIn });
    disconnect = connectStores(channel);
    useEngine.setState({ channel });
  });
}
