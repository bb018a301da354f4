import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsMaximize, IconArrowsMinimize, IconSettings } from '@tabler/icons-react';
import { memo, useEffect, useRef, useState, type JSX, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../electron/contract/scene.ts';
import { navigate } from '../routing.ts';
import type { CameraEntry } from '../stores/cameras.ts';
import { SeveritySign } from '../ui/severity.tsx';
import { CameraPicker } from './camera-picker.tsx';
import { LiveView } from './live-view.tsx';
import { Still } from './still.tsx';
import type { TileState } from './live/tile-state.ts';
import { TileLine } from './tile-line.tsx';
import { TileNotice } from './tile-notice.tsx';
import { SnapshotView } from './snapshot-view.tsx';
import { streamsFor, tileView } from './tile-view.ts';
import './tile.css';

export type TileProps = {
  place: number;
  entry: CameraEntry | undefined;
  selected: boolean;
  enlarged: boolean;
  /** The chosen event at the side belongs to this camera. */
  marked: boolean;
  alarm: Severity | null;
  /** Of the event that is going on, decided or not. */
  severity: Severity | null;
  overlay: boolean;
  onSelect: (place: number) => void;
  onEnlarge: (place: number) => void;
  onPut: (place: number, cameraId: string | null) => void;
};

/** Height of an element in CSS pixels, in steps of a quarter so that a dragged window does not change streams at every pixel. */
function useHeight(): [ref: RefObject<HTMLDivElement | null>, height: number | null] {
  const ref = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState<number | null>(null);
  useEffect(() => {
    if (ref.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setHeight(Math.round(entry.contentRect.height / 80) * 80);
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, height];
}

type ToolsProps = { place: number; cameraId: string; selected: boolean; enlarged: boolean; onEnlarge: (place: number) => void; onPut: (place: number, cameraId: string | null) => void };

/** What can be done with a tile; apart, because the picture's figures change every second and these do not. */
const Tools = memo(function Tools({ place, cameraId, selected, enlarged, onEnlarge, onPut }: ToolsProps): JSX.Element {
  const { t } = useTranslation('wall');
  const tabIndex = selected ? 0 : -1; // Tab goes through the chosen tile, the arrows from tile to tile
  const size = enlarged ? t('tile.shrink') : t('tile.enlarge');
  return (
    <div className="tile-tools">
      <CameraPicker place={place} current={cameraId} tabIndex={tabIndex} onPut={onPut} />
      <Tooltip label={t('tile.open')}>
        <ActionIcon variant="filled" className="tile-tool tile-open" tabIndex={tabIndex} aria-label={t('tile.open')} onClick={() => navigate('cameras', cameraId)}><IconSettings /></ActionIcon>
      </Tooltip>
      <Tooltip label={size}>
        <ActionIcon variant="filled" className="tile-tool" tabIndex={tabIndex} aria-label={size} onClick={() => onEnlarge(place)}>{enlarged ? <IconArrowsMinimize /> : <IconArrowsMaximize />}</ActionIcon>
      </Tooltip>
    </div>
  );
});

/** One place of the wall with its live picture, its state line and what there is to say instead of a picture. */
export const Tile = memo(function Tile(props: TileProps): JSX.Element {
  const { t } = useTranslation('wall');
  const { place, entry, selected, enlarged, marked, alarm, severity, overlay, onSelect, onEnlarge, onPut } = props;
  const [ref, height] = useHeight();
  const [live, setLive] = useState<TileState | null>(null);
  const [still, setStill] = useState(false);
  useEffect(() => {
    if (selected && document.activeElement?.classList.contains('tile') === true) ref.current?.focus({ preventScroll: true });
  }, [selected, ref]);
  const view = entry === undefined ? null : tileView(entry.camera, entry.status, live);
  return (
    <div
      ref={ref}
      className="tile"
      role="group"
      aria-label={entry?.camera.name ?? t('tile.noCamera')}
      tabIndex={selected ? 0 : -1}
      data-testid="tile"
      data-place={place}
      data-camera={entry?.camera.id}
      data-view={view?.kind ?? 'empty'}
      data-selected={selected || undefined}
      data-marked={marked || undefined}
      data-alarm={alarm ?? undefined}
      onFocus={() => onSelect(place)}
      onPointerDown={() => onSelect(place)}
      onDoubleClick={() => onEnlarge(place)}
    >
      {entry !== undefined && (view?.kind === 'connecting' || view?.kind === 'waiting') && <Still cameraId={entry.camera.id} onThere={setStill} />}
      {entry !== undefined && view?.kind !== 'off' && height !== null && (
        <LiveView
          key={entry.camera.id}
          cameraId={entry.camera.id}
          streams={streamsFor(entry.camera, height)}
          wanted={entry.status.phase === 'live'}
          overlay={overlay}
          severity={severity}
          onState={setLive}
        />
      )}
      {entry !== undefined && view?.kind === 'unsupported' && <SnapshotView key={entry.camera.id} cameraId={entry.camera.id} />}
      {view !== null && (still && view.kind === 'connecting' ? <div className="tile-trouble" role="status">{t('tile.connecting')}</div> : <TileNotice view={view} />)}
      {entry === undefined && <div className="tile-empty"><CameraPicker place={place} current={null} tabIndex={selected ? 0 : -1} onPut={onPut} wide /></div>}
      {entry !== undefined && <TileLine camera={entry.camera} status={entry.status} live={live} view={view?.kind ?? 'off'} alarm={alarm} />}
      {entry !== undefined && <Tools place={place} cameraId={entry.camera.id} selected={selected} enlarged={enlarged} onEnlarge={onEnlarge} onPut={onPut} />}
      {alarm !== null && <span className="tile-alarm"><SeveritySign severity={alarm} size={1.25} /></span>}
    </div>
  );
});
