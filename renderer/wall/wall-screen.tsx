import { useIdle } from '@mantine/hooks';
import { useMemo, type CSSProperties, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useCameras } from '../stores/cameras.ts';
import { useEvents } from '../stores/events.ts';
import { useNow } from '../ui/now.ts';
import { Failed } from '../ui/states.tsx';
import { alarmsByCamera, worstByCamera } from './alarms.ts';
import { pageOf, placesOnPage } from './arrangement.ts';
import { EventSide } from './event-side.tsx';
import { Tile } from './tile.tsx';
import { useWallControls } from './use-wall-controls.ts';
import { useWallKeys } from './use-wall-keys.ts';
import { WallBar } from './wall-bar.tsx';
import { CamerasEmpty } from '../cameras/cameras-empty.tsx';
import './wall-screen.css';

const nothing: readonly never[] = [];

/** The wall: live pictures with the events at their side. */
export function WallScreen(): JSX.Element {
  const { t } = useTranslation('wall');
  const { entries, error } = useCameras();
  const recent = useEvents((state) => state.recent);
  const now = useNow();
  const idle = useIdle(3_000, { events: ['pointermove', 'pointerdown', 'keydown'], initialState: false });
  const open = useMemo(() => recent?.filter(({ state }) => state === 'open'), [recent]);
  const wall = useWallControls(entries ?? nothing, open ?? nothing);
  useWallKeys(wall);
  if (entries === undefined && error !== undefined) return <Failed error={error} />;
  const alarms = alarmsByCamera(open ?? nothing, now);
  const severities = worstByCamera(recent ?? nothing, now);
  const shown = wall.enlarged ? 1 : wall.layout;
  const page = pageOf(wall.selected, shown);
  const places = placesOnPage(wall.places, shown, page);
  const chosenCamera = open?.find(({ id }) => id === wall.chosenEvent)?.cameraId;
  return (
    <div className="wall" data-idle={idle || undefined} data-events={wall.events || undefined} data-testid="wall">
      <h1 className="visually-hidden">{t('title')}</h1>
      <div className="wall-pictures">
        {entries === undefined && <div className="wall-grid" style={{ '--side': 2 } as CSSProperties}>{[0, 1, 2, 3].map((tile) => <div key={tile} className="tile tile-skeleton" />)}</div>}
        {entries?.length === 0 && <CamerasEmpty />}
        {entries !== undefined && entries.length > 0 && (
          <>
            <div className="wall-grid" style={{ '--side': Math.sqrt(shown) } as CSSProperties} data-testid="wall-grid" data-layout={shown}>
              {places.map(({ place, cameraId }) => {
                const entry = entries.find(({ camera }) => camera.id === cameraId);
                return (
                  <Tile
                    key={cameraId ?? `empty ${place}`}
                    place={place} entry={entry} selected={place === wall.selected} enlarged={wall.enlarged} overlay={wall.overlay}
                    marked={cameraId !== null && cameraId === chosenCamera}
                    alarm={alarms.get(cameraId ?? '') ?? null} severity={severities.get(cameraId ?? '') ?? null}
                    onSelect={wall.select} onEnlarge={wall.toggleEnlarged} onPut={wall.put}
                  />
                );
              })}
            </div>
            <WallBar
              layout={wall.layout} page={page} pages={wall.pages} tour={wall.tour} overlay={wall.overlay} events={wall.events} fullScreen={wall.fullScreen}
              onLayout={wall.setLayout} onPage={wall.turnPage} onTour={wall.toggleTour} onOverlay={wall.toggleOverlay} onEvents={wall.toggleEvents} onFullScreen={wall.toggleFullScreen}
            />
          </>
        )}
      </div>
      {wall.events && <EventSide events={open} chosen={wall.chosenEvent} onChoose={wall.chooseEvent} onShow={wall.showCamera} />}
    </div>
  );
}
