import type { JSX } from 'react';
import { type PictureSize, toPixels } from '../picture-geometry.ts';
import type { Figure } from './ground-grid.ts';

/** A person of 1.70 m drawn where somebody would stand: head, body and legs between the two points. */
export function GroundFigure({ figure, size, follows = false }: { figure: Figure; size: PictureSize; follows?: boolean }): JSX.Element {
  const foot = toPixels(figure.foot, size);
  const head = toPixels(figure.head, size);
  const tall = Math.hypot(head.x - foot.x, head.y - foot.y);
  const lean = (Math.atan2(head.x - foot.x, foot.y - head.y) * 180) / Math.PI;
  return (
    <g className="ground-figure" data-follows={follows || undefined} transform={`translate(${foot.x.toFixed(1)} ${foot.y.toFixed(1)}) rotate(${lean.toFixed(1)}) scale(${(tall / 170).toFixed(4)})`}>
      <ellipse className="ground-figure-stand" rx={32} ry={9} />
      <circle cx={0} cy={-156} r={13} />
      <path d="M-23 -112q0 -26 23 -26t23 26v42q0 6 -6 6h-2v58q0 6 -6 6h-5q-4 0 -4 -6v-46v46q0 6 -4 6h-5q-6 0 -6 -6v-58h-2q-6 0 -6 -6z" />
    </g>
  );
}
