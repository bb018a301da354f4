import { useEffect, useMemo, useState, type JSX, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelativePoint } from '../../../../electron/contract/geometry.ts';
import type { GroundCalibration } from '../../../../electron/contract/ground.ts';
import type { GroundModel } from '../../../../electron/contract/ground/model.ts';
import { type PictureSize, toRelative } from '../picture-geometry.ts';
import { GroundFigure } from './ground-figure.tsx';
import { figureAt, figurePlaces, groundGrid } from './ground-grid.ts';
import { uncertaintyText } from './use-ground.ts';
import './ground.css';

/** Where the pointer is over the picture, null outside of it. */
function usePointer(svg: RefObject<SVGSVGElement | null>, size: PictureSize): RelativePoint | null {
  const [pointer, setPointer] = useState<RelativePoint | null>(null);
  useEffect(() => {
    const surface = svg.current;
    if (surface === null) return;
    const move = (event: PointerEvent): void => {
      const { left, top } = surface.getBoundingClientRect();
      setPointer(toRelative({ x: event.clientX - left, y: event.clientY - top }, size));
    };
    const leave = (): void => setPointer(null);
    surface.addEventListener('pointermove', move);
    surface.addEventListener('pointerleave', leave);
    return () => {
      surface.removeEventListener('pointermove', move);
      surface.removeEventListener('pointerleave', leave);
    };
  }, [svg, size]);
  return pointer;
}

type PreviewProps = { model: GroundModel; ground: GroundCalibration; size: PictureSize; svg: RefObject<SVGSVGElement | null>; /** Where the keyboard or pointer draws, null when nothing is drawn. */ cursor: RelativePoint | null };

/** What the calibration means: a grid of metres on the ground, people of 1.70 m, one of them under the pointer. */
export function GroundPreview({ model, ground, size, svg, cursor }: PreviewProps): JSX.Element {
  const { t } = useTranslation('cameras');
  const grid = useMemo(() => groundGrid(model, size), [model, size]);
  const figures = useMemo(() => figurePlaces(model, ground), [model, ground]);
  const pointer = usePointer(svg, size);
  const here = cursor ?? pointer;
  const spot = here === null ? null : model.locate(here);
  const followed = here === null ? null : figureAt(model, here);
  const { horizon } = model;
  const shownHorizon = horizon !== null && Math.max(...horizon) > 0.01 && Math.min(...horizon) < 0.99 ? horizon : null;
  return (
    <g className="ground-preview" data-testid="ground-preview" aria-hidden>
      <clipPath id="ground-picture"><rect width={size.width} height={size.height} /></clipPath>
      <g clipPath="url(#ground-picture)">
        {grid.map(({ every, strength, path }) => <path key={`under ${every} ${strength}`} className="ground-grid-under" data-every={every} d={path} opacity={strength} />)}
        {grid.map(({ every, strength, path }) => <path key={`${every} ${strength}`} className="ground-grid" data-every={every} d={path} opacity={strength} />)}
        {shownHorizon !== null && <line className="ground-horizon" x1={0} y1={shownHorizon[0] * size.height} x2={size.width} y2={shownHorizon[1] * size.height} />}
        {shownHorizon !== null && <text className="ground-label" x={12} y={shownHorizon[0] * size.height - 8}>{t('scene.ground.horizon')}</text>}
        {figures.map((figure, index) => <GroundFigure key={index} figure={figure} size={size} />)}
        {followed !== null && <GroundFigure figure={followed} size={size} follows />}
      </g>
      {cursor === null && here !== null && spot !== null && (
        <text className="ground-label" x={here.x * size.width + 16} y={Math.min(size.height - 8, here.y * size.height + 18)}>{t('scene.ground.plusMinus', { value: uncertaintyText(spot.uncertaintyM) })}</text>
      )}
    </g>
  );
}
