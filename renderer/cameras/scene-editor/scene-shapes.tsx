import type { JSX } from 'react';
import type { Line, Scene, Zone } from '../../../electron/contract/scene.ts';
import { centre, directionArrow, type PictureSize, svgPoints, toPixels } from './picture-geometry.ts';
import './scene-shapes.css';

type Look = { size: PictureSize; selected?: boolean; wrong?: boolean };

export function ZoneShape({ zone, size, selected = false, wrong = false }: Look & { zone: Zone }): JSX.Element {
  const points = zone.points.map((point) => toPixels(point, size));
  return <polygon className="scene-zone" data-selected={selected || undefined} data-wrong={wrong || undefined} points={svgPoints(points)} />;
}

export function LineShape({ line, size, selected = false, wrong = false }: Look & { line: Line }): JSX.Element {
  const from = toPixels(line.from, size);
  const to = toPixels(line.to, size);
  const { tail, tip, head } = directionArrow(from, to, 26);
  return (
    <g className="scene-line" data-selected={selected || undefined} data-wrong={wrong || undefined}>
      <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      <line className="scene-line-shaft" x1={tail.x} y1={tail.y} x2={tip.x} y2={tip.y} />
      <polygon className="scene-line-head" points={svgPoints(head)} />
    </g>
  );
}

/** A shape's name in the middle of it, readable over any picture. */
export function ShapeName({ name, points, size, below = 0 }: { name: string; points: Zone['points']; size: PictureSize; below?: number }): JSX.Element {
  const at = centre(points.map((point) => toPixels(point, size)));
  const room = Math.max(8, Math.floor(size.width / 22));
  return <text className="scene-name" x={at.x} y={at.y + below}>{name.length > room ? `${name.slice(0, room - 1)}…` : name}</text>;
}

/** Zones and lines over a picture, to look at only. */
export function SceneShapes({ scene, size }: { scene: Scene; size: PictureSize }): JSX.Element {
  return (
    <svg className="scene-shapes" width={size.width} height={size.height} aria-hidden>
      {scene.zones.map((zone) => <ZoneShape key={zone.id} zone={zone} size={size} />)}
      {scene.lines.map((line) => <LineShape key={line.id} line={line} size={size} />)}
      {scene.zones.map((zone) => <ShapeName key={zone.id} name={zone.name} points={zone.points} size={size} />)}
      {scene.lines.map((line) => <ShapeName key={line.id} name={line.name} points={[line.from, line.to]} size={size} below={-18} />)}
    </svg>
  );
}
