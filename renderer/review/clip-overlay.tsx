import type { JSX } from 'react';
import { eventObjectWords } from '../../electron/contract/class-words.ts';
import type { EventDetail } from '../../electron/contract/event.ts';
import { useRootFontPx } from '../ui/root-font.ts';
import { useLanguage } from '../words/language.ts';
import { boxAt, forwardArrow, pathPieces, stillBoxAt, svgPoints } from './overlay-geometry.ts';
import './clip-overlay.css';

type Area = { x: number; y: number; width: number; height: number };

/** What the alarm is about, drawn on the picture as it was at `at`: zone or line, each object's path and box. */
export function ClipOverlay({ detail, area, at }: { detail: EventDetail; area: Area; at: number }): JSX.Element {
  const language = useLanguage();
  const rem = useRootFontPx();
  const { zone, line } = detail;
  const arrow = line === null ? null : forwardArrow(line.from, line.to, area, 1.75 * rem);
  return (
    <svg
      className={`clip-overlay severity-${detail.severity}`}
      style={{ left: area.x, top: area.y, width: area.width, height: area.height }}
      viewBox={`0 0 ${area.width} ${area.height}`}
      aria-hidden
    >
      {zone !== null && <polygon className="clip-zone" points={svgPoints(zone.points, area)} />}
      {line !== null && arrow !== null && (
        <g className="clip-line">
          <line x1={line.from.x * area.width} y1={line.from.y * area.height} x2={line.to.x * area.width} y2={line.to.y * area.height} />
          <line className="clip-line-arrow" x1={arrow.from.x} y1={arrow.from.y} x2={arrow.to.x} y2={arrow.to.y} />
          <circle cx={arrow.to.x} cy={arrow.to.y} />
        </g>
      )}
      {detail.objects.map((object) => {
        const isThing = object.class === 'thing';
        const box = isThing ? stillBoxAt(object.path, at) : boxAt(object.path, at);
        const top = box === null ? 0 : box.top * area.height;
        const left = box === null ? 0 : Math.max(0, box.left * area.width);
        return (
          <g key={`${object.class} ${object.track}`}>
            {!isThing && pathPieces(object.path).map((piece, index) => <polyline key={index} className="clip-path-whole" points={svgPoints(piece, area)} />)}
            {!isThing && pathPieces(object.path, at).map((piece, index) => <polyline key={index} className="clip-path" points={svgPoints(piece, area)} />)}
            {box !== null && (
              <>
                <rect className="clip-box" x={box.left * area.width} y={top} width={box.width * area.width} height={box.height * area.height} />
                <text className="clip-label" x={left + 1} y={top > 1.1 * rem ? top - 0.3 * rem : top + 0.9 * rem}>
                  {[eventObjectWords[object.class][language], ...(isThing ? [] : [`${Math.round(object.confidence * 100)}%`])].join(' ')}
                </text>
              </>
            )}
          </g>
        );
      })}
    </svg>
  );
}
