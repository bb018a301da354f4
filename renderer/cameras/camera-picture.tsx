import { useCallback, useState, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '../../electron/contract/http.ts';
import type { CameraEntry } from '../stores/cameras.ts';
import { useEvents } from '../stores/events.ts';
import { useNow } from '../ui/now.ts';
import { worstByCamera } from '../wall/alarms.ts';
import { LiveView } from '../wall/live-view.tsx';
import type { TileState } from '../wall/live/tile-state.ts';
import { SnapshotView } from '../wall/snapshot-view.tsx';
import { TileNotice } from '../wall/tile-notice.tsx';
import { streamsFor, tileView } from '../wall/tile-view.ts';
import { PictureFrame } from './picture-frame.tsx';
import type { PictureSize } from './scene-editor/picture-geometry.ts';
import '../wall/tile.css';

type CameraPictureProps = { entry: CameraEntry; overlay: boolean; children?: (size: PictureSize) => ReactNode };

/** A camera's live picture in its own shape, the last snapshot under it, and something drawn exactly over it. */
export function CameraPicture({ entry, overlay, children }: CameraPictureProps): JSX.Element {
  const { camera, status } = entry;
  const [live, setLive] = useState<TileState | null>(null);
  const [still, setStill] = useState<'asked' | 'there' | 'none'>('asked');
  const { t } = useTranslation('wall');
  const onState = useCallback((state: TileState) => setLive(state), []);
  const [stillRatio, setStillRatio] = useState(16 / 9);
  const facts = live?.config ?? status.main ?? status.sub;
  const view = tileView(camera, status, live);
  const now = useNow();
  const severity = useEvents(({ recent }) => worstByCamera(recent ?? [], now).get(camera.id) ?? null);
  return (
    <PictureFrame ratio={facts === null ? stillRatio : facts.width / facts.height}>
      {(size) => (
        <>
          {still !== 'none' && (
            <img
              className="picture-frame-still" src={http.cameraSnapshot(camera.id)} alt="" onError={() => setStill('none')}
              onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
                setStill('there');
                if (naturalHeight > 0) setStillRatio(naturalWidth / naturalHeight);
              }}
            />
          )}
          {view.kind !== 'off' && (
            <LiveView key={camera.id} cameraId={camera.id} streams={streamsFor(camera, 1_080)} wanted={status.phase === 'live'} overlay={overlay} severity={severity} onState={onState} />
          )}
          {view.kind === 'unsupported' && <SnapshotView cameraId={camera.id} />}
          {still === 'there' && view.kind !== 'live' && view.kind !== 'unsupported' ? <div className="tile-trouble" role="status">{t(`tile.${view.kind}`)}</div> : <TileNotice view={view} />}
          {children?.(size)}
        </>
      )}
    </PictureFrame>
  );
}
