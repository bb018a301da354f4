import { useCallback, useEffect, useRef, useState } from 'react';
import type { EventSummary } from '../../electron/contract/event.ts';
import { useFullScreen } from '../desktop/full-screen.ts';
import { navigate } from '../routing.ts';
import type { CameraEntry } from '../stores/cameras.ts';
import { arrange, pageCount, pageOf, putInPlace, stepPlace, type ArrowKey, type Layout, type Places } from './arrangement.ts';
import { stepEvent } from './alarms.ts';
import { useDecideEvent } from './use-decide-event.tsx';
import { fittingLayout } from './fitting-layout.ts';
import { useWall } from './wall-store.ts';

const tourMs = 10_000;

/** Everything that can be done with the wall, whether by mouse, touch or key. */
export type WallControls = {
  layout: Layout;
  places: Places;
  pages: number;
  selected: number;
  enlarged: boolean;
  tour: boolean;
  overlay: boolean;
  events: boolean;
  fullScreen: boolean;
  chosenEvent: string | null;
  select: (place: number) => void;
  /** Turns to the page that has the camera and selects its picture. */
  showCamera: (cameraId: string) => void;
  step: (key: ArrowKey) => void;
  toggleEnlarged: (place?: number) => void;
  put: (place: number, cameraId: string | null) => void;
  setLayout: (layout: Layout) => void;
  turnPage: (step: 1 | -1) => void;
  toggleTour: () => void;
  toggleOverlay: () => void;
  toggleEvents: () => void;
  toggleFullScreen: () => void;
  chooseEvent: (eventId: string) => void;
  stepEvent: (step: 1 | -1) => void;
  confirmEvent: () => void;
  reviewEvent: () => void;
};

const select = (place: number): void => useWall.setState({ selected: place });
const toggleEnlarged = (place?: number): void => useWall.setState(({ selected, enlarged }) => ({ selected: place ?? selected, enlarged: !enlarged, tour: false }));

export function useWallControls(entries: readonly CameraEntry[], open: readonly EventSummary[]): WallControls {
  const wall = useWall();
  const fullScreen = useFullScreen();
  const [chosenEvent, setChosenEvent] = useState<string | null>(null);
  const confirm = useDecideEvent();
  const places = arrange(wall.places, entries.map(({ camera }) => camera.id));
  const layout = wall.layout ?? fittingLayout(places.length);
  const shown = wall.enlarged ? 1 : layout;
  const pages = pageCount(places, shown);
  const selected = Math.min(wall.selected, pages * shown - 1);

  const turnPage = (step: 1 | -1): void => {
    const page = (pageOf(selected, shown) + step + pages) % pages;
    useWall.setState({ selected: page * shown });
  };
  const touring = wall.tour && pages > 1;
  useEffect(() => {
    if (!touring) return;
    const timer = setInterval(() => {
      const page = (pageOf(useWall.getState().selected, shown) + 1) % pages;
      useWall.setState({ selected: page * shown });
    }, tourMs);
    return () => clearInterval(timer);
  }, [touring, shown, pages]);

  const placesNow = useRef(places);
  useEffect(() => {
    placesNow.current = places;
  });
  const put = useCallback((place: number, cameraId: string | null) => useWall.setState({ places: putInPlace(placesNow.current, place, cameraId), layout }), [layout]);
  const showCamera = useCallback((cameraId: string) => {
    const place = placesNow.current.indexOf(cameraId);
    if (place >= 0) useWall.setState({ selected: place, tour: false });
  }, []);
  const chosen = open.find(({ id }) => id === chosenEvent);
  return {
    layout, places, pages, selected, enlarged: wall.enlarged, tour: touring, overlay: wall.overlay, events: wall.events,
    fullScreen: fullScreen.on, chosenEvent: chosen?.id ?? null,
    select,
    showCamera,
    step: (key) => useWall.setState({ selected: stepPlace(selected, key, shown, pages) }),
    toggleEnlarged,
    put,
    setLayout: (next) => useWall.setState({ layout: next, enlarged: false }),
    turnPage,
    toggleTour: () => useWall.setState({ tour: !wall.tour }),
    toggleOverlay: () => useWall.setState({ overlay: !wall.overlay }),
    toggleEvents: () => useWall.setState({ events: !wall.events }),
    toggleFullScreen: fullScreen.toggle,
    chooseEvent: setChosenEvent,
    stepEvent: (step) => setChosenEvent(stepEvent(open, chosen?.id ?? null, step)),
    confirmEvent: () => {
      if (chosen === undefined) return;
      const index = open.indexOf(chosen);
      setChosenEvent((open[index + 1] ?? open[index - 1])?.id ?? null);
      confirm(chosen);
    },
    reviewEvent: () => {
      if (chosen !== undefined) navigate('review', chosen.id);
    },
  };
}
