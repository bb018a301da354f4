import { lazy, Suspense, useEffect, type JSX } from 'react';
import { ChannelContext } from './channel/use-channel.ts';
import { useKiosk, useShell } from './desktop/shell-store.ts';
import { SavingLine } from './desktop/saving-line.tsx';
import { ConnectionLine } from './ui/connection-line.tsx';
import { CrashBoundary } from './ui/crash-boundary.tsx';
import { KeyHelp } from './ui/key-help.tsx';
import { loadPart } from './ui/load-part.ts';
import { LoadingRows } from './ui/states.tsx';
import { Rail } from './ui/rail.tsx';
import { navigate, useRoute, type Screen } from './routing.ts';
import { Welcome } from './start/welcome.tsx';
import { useEngine } from './stores/engine.ts';
import './workplace.css';

const screens: Record<Screen, ReturnType<typeof lazy<() => JSX.Element>>> = {
  wall: lazy(() => loadPart(() => import('./wall/wall-screen.tsx')).then(({ WallScreen }) => ({ default: WallScreen }))),
  review: lazy(() => loadPart(() => import('./review/review-screen.tsx')).then(({ ReviewScreen }) => ({ default: ReviewScreen }))),
  cameras: lazy(() => loadPart(() => import('./cameras/cameras-screen.tsx')).then(({ CamerasScreen }) => ({ default: CamerasScreen }))),
  station: lazy(() => loadPart(() => import('./station/station-screen.tsx')).then(({ StationScreen }) => ({ default: StationScreen }))),
};

/** Whether the screen has the window for itself, and which one that is: the kiosk shows the wall and nothing else. */
function useShownScreen(): { screen: Screen; bare: boolean; kiosk: boolean } {
  const { screen } = useRoute();
  const kiosk = useKiosk();
  const fullScreen = useShell(({ state }) => state?.fullScreen ?? false);
  useEffect(() => {
    if (kiosk && screen !== 'wall') navigate('wall', null, { replace: true });
  }, [kiosk, screen]);
  return kiosk ? { screen: 'wall', bare: true, kiosk } : { screen, bare: fullScreen && screen === 'wall', kiosk };
}

/** What a signed-in person sees: rail, screen, and the line to the engine that both live on. */
export function Workplace({ welcome }: { welcome: boolean }): JSX.Element | null {
  const channel = useEngine((engine) => engine.channel);
  const { screen, bare, kiosk } = useShownScreen();
  if (channel === null) return null;
  const Shown = screens[screen];
  return (
    <ChannelContext value={channel}>
      {welcome ? (
        <Welcome />
      ) : (
        <div className="workplace" data-bare={bare || undefined} data-kiosk={kiosk || undefined}>
          <Rail />
          <main className="workplace-main" id="main">
            <CrashBoundary key={screen}>
              <Suspense fallback={<LoadingRows />}>
                <Shown />
              </Suspense>
            </CrashBoundary>
          </main>
        </div>
      )}
      <ConnectionLine />
      <SavingLine />
      <KeyHelp />
    </ChannelContext>
  );
}
