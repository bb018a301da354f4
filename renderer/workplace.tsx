import { lazy, Suspense, type JSX } from 'react';
import { ChannelContext } from './channel/use-channel.ts';
import { ConnectionLine } from './ui/connection-line.tsx';
import { CrashBoundary } from './ui/crash-boundary.tsx';
import { KeyHelp } from './ui/key-help.tsx';
import { loadPart } from './ui/load-part.ts';
import { LoadingRows } from './ui/states.tsx';
import { Rail } from './ui/rail.tsx';
import { useRoute, type Screen } from './routing.ts';
import { Welcome } from './start/welcome.tsx';
import { useEngine } from './stores/engine.ts';
import './workplace.css';

const screens: Record<Screen, ReturnType<typeof lazy<() => JSX.Element>>> = {
  wall: lazy(() => loadPart(() => import('./wall/wall-screen.tsx')).then(({ WallScreen }) => ({ default: WallScreen }))),
  review: lazy(() => loadPart(() => import('./review/review-screen.tsx')).then(({ ReviewScreen }) => ({ default: ReviewScreen }))),
  cameras: lazy(() => loadPart(() => import('./cameras/cameras-screen.tsx')).then(({ CamerasScreen }) => ({ default: CamerasScreen }))),
  station: lazy(() => loadPart(() => import('./station/station-screen.tsx')).then(({ StationScreen }) => ({ default: StationScreen }))),
};

/** What a signed-in person sees: rail, screen, and the line to the engine that both live on. */
export function Workplace({ welcome }: { welcome: boolean }): JSX.Element | null {
  const channel = useEngine((engine) => engine.channel);
  const { screen } = useRoute();
  if (channel === null) return null;
  const Shown = screens[screen];
  return (
    <ChannelContext value={channel}>
      {welcome ? (
        <Welcome />
      ) : (
        <div className="workplace">
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
      <KeyHelp />
    </ChannelContext>
  );
}
