import type { Cdp, Protocol } from '../chromium/cdp.ts';
import { allContents, contentsByTarget } from '../contents/registry.ts';
import { isCreating, ownTargets } from '../contents/target.ts';
import type { WebContents } from '../contents/web-contents.ts';
import { focusedWindow } from './window-state.ts';

/** Who opened a tab: its opener, or for a tab that the stand-in has not made and that names none (Ctrl and click), the window in front. */
function openerOf({ targetId, openerId, type }: Protocol.Target.TargetInfo): WebContents | undefined {
  if (type !== 'page' || ownTargets.has(targetId)) return undefined;
  if (openerId !== undefined) return contentsByTarget(openerId);
  if (isCreating()) return undefined;
  const front = focusedWindow() as { webContents?: WebContents } | undefined;
  return front?.webContents ?? allContents()[0];
}

/**
 * Links with a target and the like open a tab in Chromium without asking: it is held before it runs, closed, and the
 * opener's handler is asked instead. (`window.open` asks at once, see page/main-world.ts.)
 */
export async function watchPopups(cdp: Cdp): Promise<void> {
  cdp.on('Target.attachedToTarget', undefined, ({ targetInfo, sessionId, waitingForDebugger }) => {
    const opener = openerOf(targetInfo);
    if (opener) {
      void cdp.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => undefined);
      const { url = targetInfo.url, windowName = '', windowFeatures = [] } = opener.takeWindowOpen();
      opener.openedByPage(url, windowName === '_blank' ? '' : windowName, windowFeatures.join(','));
    } else if (waitingForDebugger) {
      void cdp.send('Runtime.runIfWaitingForDebugger', undefined, sessionId).catch(() => undefined);
      void cdp.send('Target.detachFromTarget', { sessionId }).catch(() => undefined);
    }
  });
  cdp.on('Target.targetDestroyed', undefined, ({ targetId }) => contentsByTarget(targetId)?.destroy());
  await cdp.send('Target.setDiscoverTargets', { discover: true });
  await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: [{ type: 'page' }] });
}
