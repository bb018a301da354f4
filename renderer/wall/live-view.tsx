import { useEffect, useMemo, useRef, type JSX } from 'react';
import type { LiveStream } from '../../electron/contract/live.ts';
import { ObjectClass, type Severity } from '../../electron/contract/scene.ts';
import { classWords } from '../../electron/contract/class-words.ts';
import { useLanguage } from '../words/language.ts';
import { defaultOverlayLook, type OverlayLook } from './live/overlay-look.ts';
import { openLivePlayer, type LivePlayer } from './live/player.ts';
import { openLive } from './live/open-live.ts';
import type { TileState } from './live/tile-state.ts';
import './live-view.css';

export type LiveViewProps = {
  cameraId: string;
  streams: readonly LiveStream[];
  /** False while the camera is away: the last picture stays. */
  wanted: boolean;
  overlay: boolean;
  /** What alarmed objects wear; null while no event of the camera is known. */
  severity: Severity | null;
  onState: (state: TileState) => void;
};

function useLook(overlay: boolean, severity: Severity | null): OverlayLook {
  const language = useLanguage();
  return useMemo(() => {
    const labels = Object.fromEntries(ObjectClass.options.map((name) => [name, classWords[name][language]])) as OverlayLook['labels'];
    return { ...defaultOverlayLook, labels, severity, boxes: overlay, paths: overlay, fontFamily: getComputedStyle(document.body).fontFamily };
  }, [overlay, severity, language]);
}

/** The live picture of a camera with its boxes and paths; fills the positioned element around it. */
export function LiveView({ cameraId, streams, wanted, overlay, severity, onState }: LiveViewProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const player = useRef<LivePlayer | null>(null);
  const look = useLook(overlay, severity);
  const latest = useRef({ look, onState, wanted });
  const streamList = streams.join();
  useEffect(() => {
    latest.current = { look, onState, wanted };
    player.current?.setLook(look);
    player.current?.setWanted(wanted);
  }, [look, onState, wanted]);
  useEffect(() => {
    const view = host.current;
    if (view === null) return;
    delete view.dataset['shown'];
    const opened = openLivePlayer({
      host: view, cameraId, open: openLive, look: latest.current.look,
      streams: streamList.split(',') as LiveStream[],
      onState: (state) => {
        if (state.shownAt !== null) view.dataset['shown'] = '';
        latest.current.onState(state);
      },
    });
    opened.setWanted(latest.current.wanted);
    player.current = opened;
    return () => {
      player.current = null;
      opened.close();
    };
  }, [cameraId, streamList]);
  return <div ref={host} className="live-view" data-testid="live-view" />;
}
