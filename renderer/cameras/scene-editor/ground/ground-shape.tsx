import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelativePoint } from '../../../../electron/contract/geometry.ts';
import type { GroundCalibration } from '../../../../electron/contract/ground.ts';
import type { GroundModel } from '../../../../electron/contract/ground/model.ts';
import type { Drawing } from '../model.ts';
import { type PictureSize, type PixelPoint, svgPoints, toPixels } from '../picture-geometry.ts';
import { groundMarks, groundSides } from './ground-marks.ts';
import { measuredTexts } from './use-ground.ts';
import './ground.css';

const between = (a: PixelPoint, b: PixelPoint): PixelPoint => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** The length written at a side, or 0 where it is not measured yet; a rectangle's far sides need none. */
function lengthsAt(ground: GroundCalibration): readonly (number | null)[] {
  if (ground.way === 'persons') return [ground.heightM, ground.heightM];
  return ground.way === 'rectangle' ? [...ground.sidesM, null, null] : ground.sidesM;
}

/** The four marks, the sides between them and what was measured of each. */
export function GroundShape({ ground, size, wrong }: { ground: GroundCalibration; size: PictureSize; wrong: boolean }): JSX.Element {
  const { t } = useTranslation('cameras');
  const lengths = lengthsAt(ground);
  const marks = groundMarks(ground).map((mark) => toPixels(mark, size));
  const sides = groundSides(ground).map(([from, to]) => [toPixels(from, size), toPixels(to, size)] as const);
  const [a, , c] = marks;
  const text = (length: number): string => (length < 0.1 ? '?' : t('scene.ground.metres', { value: length.toString() }));
  return (
    <g className="ground-shape" data-wrong={wrong || undefined}>
      {ground.way !== 'persons' && <polygon className="ground-area" points={svgPoints(marks)} />}
      {sides.map(([from, to], index) => <line key={index} className="ground-side" x1={from.x} y1={from.y} x2={to.x} y2={to.y} />)}
      {ground.way === 'quadrilateral' && a !== undefined && c !== undefined && <line className="ground-side" data-diagonal x1={a.x} y1={a.y} x2={c.x} y2={c.y} />}
      {sides.map(([from, to], index) => {
        const length = lengths[index];
        const at = between(from, to);
        return length === null || length === undefined ? null : <text key={index} className="ground-length" x={at.x} y={at.y} dx={ground.way === 'persons' ? 34 : 0}>{text(length)}</text>;
      })}
      {ground.way === 'quadrilateral' && a !== undefined && c !== undefined && <text className="ground-length" x={between(a, c).x} y={between(a, c).y}>{text(ground.diagonalM)}</text>}
      {ground.way !== 'persons' && marks.map(({ x, y }, index) => <text key={index} className="ground-number" x={x - 18} y={y - 14}>{index + 1}</text>)}
    </g>
  );
}

/** A distance over the ground with its metres. */
export function MeasureLine({ from, to, model, size }: { from: RelativePoint; to: RelativePoint; model: GroundModel | null; size: PictureSize }): JSX.Element {
  const { t } = useTranslation('cameras');
  const [a, b] = [toPixels(from, size), toPixels(to, size)];
  const measured = model?.distance(from, to) ?? null;
  const at = between(a, b);
  return (
    <g className="ground-measure" data-testid="ground-measure">
      <line className="ground-measure-under" x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
      <line className="ground-measure-line" x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
      {[a, b].map(({ x, y }, index) => <circle key={index} className="ground-measure-end" cx={x} cy={y} r={4} />)}
      <text className="ground-length" x={at.x} y={at.y - 14}>
        {measured === null ? t('scene.ground.noGround') : t('scene.ground.measured', measuredTexts(measured))}
      </text>
    </g>
  );
}

type DrawnProps = { drawing: Extract<Drawing, { kind: 'ground' | 'measure' }>; model: GroundModel | null; size: PictureSize };

/** The ground's marks, or a distance to be checked, while they are set. */
export function GroundDrawn({ drawing, model, size }: DrawnProps): JSX.Element {
  const points = drawing.points.map((point) => toPixels(point, size));
  const cursor = toPixels(drawing.cursor, size);
  const persons = drawing.kind === 'ground' && drawing.way === 'persons';
  const line = [...points, cursor];
  const [first] = drawing.points;
  return (
    <g className="scene-drawn" data-testid="scene-drawn">
      {drawing.kind === 'measure' && first !== undefined && <MeasureLine from={first} to={drawing.cursor} model={model} size={size} />}
      {drawing.kind === 'ground' && persons && [line.slice(0, 2), line.slice(2, 4)].map((person, index) => <polyline key={index} className="scene-drawn-side" points={svgPoints(person)} />)}
      {drawing.kind === 'ground' && !persons && points.length > 1 && <polygon className="scene-drawn-area" points={svgPoints(line)} />}
      {drawing.kind === 'ground' && !persons && <polyline className="scene-drawn-side" points={svgPoints(line)} />}
      {points.map(({ x, y }, index) => <circle key={index} className="scene-drawn-corner" cx={x} cy={y} r={5} />)}
      <path className="scene-drawn-cursor" d={`M${cursor.x - 9} ${cursor.y}h18M${cursor.x} ${cursor.y - 9}v18`} />
    </g>
  );
}
