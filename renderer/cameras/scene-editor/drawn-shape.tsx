import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { drawingCrosses } from './check.ts';
import { type Drawing, minCorners, type ShapeKind } from './model.ts';
import { directionArrow, type PictureSize, svgPoints, toPixels } from './picture-geometry.ts';

/** The shape being drawn: corners set, the side that follows the pointer, and a word when it would cross itself. */
export function DrawnShape({ drawing, size }: { drawing: Extract<Drawing, { kind: ShapeKind }>; size: PictureSize }): JSX.Element {
  const { t } = useTranslation('cameras');
  const points = drawing.points.map((point) => toPixels(point, size));
  const cursor = toPixels(drawing.cursor, size);
  const crosses = drawing.kind === 'zone' && drawingCrosses(drawing.points, drawing.cursor);
  const [first] = points;
  const arrow = drawing.kind === 'line' && first !== undefined && Math.hypot(cursor.x - first.x, cursor.y - first.y) > 30 ? directionArrow(first, cursor, 26) : null;
  return (
    <g className="scene-drawn" data-wrong={crosses || undefined} data-testid="scene-drawn">
      {drawing.kind === 'zone' && <polygon className="scene-drawn-area" points={svgPoints([...points, cursor])} />}
      <polyline className="scene-drawn-side" points={svgPoints([...points, cursor])} />
      {arrow !== null && <polyline className="scene-drawn-side" points={svgPoints([arrow.tail, arrow.tip])} />}
      {arrow !== null && <polygon className="scene-line-head" points={svgPoints(arrow.head)} />}
      {points.map(({ x, y }, index) => (
        <circle key={index} className="scene-drawn-corner" data-closes={(index === 0 && points.length >= minCorners && drawing.kind === 'zone') || undefined} cx={x} cy={y} r={index === 0 ? 7 : 5} />
      ))}
      <path className="scene-drawn-cursor" d={`M${cursor.x - 9} ${cursor.y}h18M${cursor.x} ${cursor.y - 9}v18`} />
      {crosses && <text className="scene-name" x={cursor.x} y={cursor.y - 20}>{t('scene.crossing')}</text>}
    </g>
  );
}
