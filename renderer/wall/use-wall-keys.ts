import { useTranslation } from 'react-i18next';
import { desktopBridge } from '../desktop/bridge.ts';
import { askToEnterKiosk } from '../desktop/kiosk-store.ts';
import { useKiosk } from '../desktop/shell-store.ts';
import { useIsAdministrator } from '../stores/session.ts';
import { useKeys } from '../ui/keys.ts';
import type { ArrowKey, Layout } from './arrangement.ts';
import type { WallControls } from './use-wall-controls.ts';

const layoutKeys: Readonly<Record<string, Layout>> = { '1': 1, '4': 4, '9': 9, '6': 16 };

/** The wall by keyboard. */
export function useWallKeys(wall: WallControls): void {
  const { t } = useTranslation(['wall', 'desktop']);
  const kiosk = useKiosk();
  const mayLock = useIsAdministrator() && desktopBridge() !== null && !kiosk;
  useKeys({
    title: t('keys.title'),
    bindings: [
      {
        keys: ['1', '4', '9', '6'], title: t('keys.layout'),
        run: (key) => {
          const layout = layoutKeys[key];
          if (layout !== undefined) wall.setLayout(layout);
        },
      },
      { keys: ['arrowleft', 'arrowright', 'arrowup', 'arrowdown'], title: t('keys.choose'), repeats: true, run: (key) => wall.step(key as ArrowKey) },
      { keys: ['enter'], title: t('keys.enlarge'), run: () => wall.toggleEnlarged() },
      {
        keys: ['escape'], title: t('keys.back'),
        run: () => {
          if (wall.enlarged) wall.toggleEnlarged();
        },
      },
      { keys: ['[', ']', 'pageup', 'pagedown'], title: t('keys.page'), run: (key) => wall.turnPage(key === '[' || key === 'pageup' ? -1 : 1) },
      { keys: ['t'], title: t('keys.tour'), run: wall.toggleTour },
      { keys: ['b'], title: t('keys.overlay'), run: wall.toggleOverlay },
      { keys: ['e'], title: t('keys.events'), run: wall.toggleEvents },
      ...(kiosk ? [] : [{ keys: ['f'], title: t('keys.fullScreen'), run: wall.toggleFullScreen }]),
      ...(mayLock ? [{ keys: ['l'], title: t('desktop:kiosk.enter'), run: askToEnterKiosk }] : []),
      { keys: ['j', 'k'], title: t('keys.nextEvent'), repeats: true, run: (key) => wall.stepEvent(key === 'j' ? 1 : -1) },
      { keys: ['c'], title: t('keys.confirm'), run: wall.confirmEvent },
      ...(kiosk ? [] : [{ keys: ['r'], title: t('keys.review'), run: wall.reviewEvent }]),
    ],
  });
}
