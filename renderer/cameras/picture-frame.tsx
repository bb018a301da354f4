import { useEffect, useRef, useState, type JSX, type ReactNode } from 'react';
import { containRect } from '../wall/live/fit.ts';
import type { PictureSize } from './scene-editor/picture-geometry.ts';
import './picture-frame.css';

/** The largest area of the picture's shape inside its place; what is drawn in it lies exactly on the picture. */
export function PictureFrame({ ratio, children }: { ratio: number; children: (size: PictureSize) => ReactNode }): JSX.Element {
  const outer = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<PictureSize | null>(null);
  useEffect(() => {
    if (outer.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setPlace({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(outer.current);
    return () => observer.disconnect();
  }, []);
  const inner = place === null || place.width === 0 || place.height === 0 ? null : containRect({ width: ratio, height: 1 }, place);
  return (
    <div ref={outer} className="picture-frame">
      {inner !== null && (
        <div className="picture-frame-inner" style={{ left: inner.x, top: inner.y, width: inner.width, height: inner.height }}>
          {children({ width: inner.width, height: inner.height })}
        </div>
      )}
    </div>
  );
}
