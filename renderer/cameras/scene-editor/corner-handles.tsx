import { useEffect, useRef, type JSX, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelativePoint } from '../../../electron/contract/geometry.ts';
import type { EditorAction } from './actions.ts';
import { arrowStep } from './canvas-keys.ts';
import { maxCorners, type MarkedKind } from './model.ts';
import { type PictureSize, toPixels, toRelative } from './picture-geometry.ts';

type HandlesProps = {
  kind: MarkedKind;
  id: string;
  name: string;
  corners: readonly RelativePoint[];
  /** The corner that has the keyboard. */
  corner: number | null;
  size: PictureSize;
  svg: RefObject<SVGSVGElement | null>;
  dispatch: (action: EditorAction) => void;
};

/** Corners of the selected shape, and a plus in the middle of each side of a zone. Every target is at least 28 px wide, 44 px for fingers. */
export function CornerHandles({ kind, id, name, corners, corner, size, svg, dispatch }: HandlesProps): JSX.Element {
  const { t } = useTranslation('cameras');
  const handles = useRef<(SVGGElement | null)[]>([]);
  const dragging = useRef<number | null>(null);
  useEffect(() => {
    if (corner !== null) handles.current[corner]?.focus({ preventScroll: true });
  }, [corner, corners.length]);

  const pointOf = (event: PointerEvent): RelativePoint => {
    const { left = 0, top = 0 } = svg.current?.getBoundingClientRect() ?? {};
    return toRelative({ x: event.clientX - left, y: event.clientY - top }, size);
  };
  const grab = (event: PointerEvent, index: number): void => {
    event.stopPropagation();
    svg.current?.setPointerCapture(event.pointerId);
    dragging.current = index;
  };
  useEffect(() => {
    const surface = svg.current;
    if (surface === null) return;
    const move = (event: globalThis.PointerEvent): void => {
      if (dragging.current === null) return;
      const { left, top } = surface.getBoundingClientRect();
      dispatch({ type: 'moveCorner', kind, id, corner: dragging.current, point: toRelative({ x: event.clientX - left, y: event.clientY - top }, size) });
    };
    const drop = (): void => {
      if (dragging.current === null) return;
      dragging.current = null;
      dispatch({ type: 'settle' });
    };
    surface.addEventListener('pointermove', move);
    surface.addEventListener('pointerup', drop);
    surface.addEventListener('pointercancel', drop);
    return () => {
      surface.removeEventListener('pointermove', move);
      surface.removeEventListener('pointerup', drop);
      surface.removeEventListener('pointercancel', drop);
    };
  }, [svg, kind, id, size, dispatch]);

  const onKeyDown = (index: number, at: RelativePoint) => (event: KeyboardEvent): void => {
    const step = arrowStep(event);
    if (step !== null) dispatch({ type: 'moveCorner', kind, id, corner: index, point: { x: at.x + step.x, y: at.y + step.y } });
    else if (event.key === 'Insert' && kind === 'zone') dispatch({ type: 'insertCorner', id, corner: index });
    else if ((event.key === 'Delete' || event.key === 'Backspace') && kind === 'zone') dispatch({ type: 'removeCorner', id, corner: index });
    else if (event.key === 'Enter') dispatch({ type: 'select', selection: { kind, id, corner: null } });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      {kind === 'zone' && corners.length < maxCorners && corners.map((from, index) => {
        const to = corners[(index + 1) % corners.length] ?? from;
        const at = toPixels({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, size);
        return (
          <g
            key={`side ${index}`} className="scene-plus" role="button" aria-label={t('scene.addCorner', { name })}
            onPointerDown={(event) => {
              grab(event, index + 1);
              dispatch({ type: 'insertCorner', id, corner: index, point: pointOf(event) });
            }}
          >
            <circle className="scene-handle-target" cx={at.x} cy={at.y} r={14} />
            <circle className="scene-plus-disc" cx={at.x} cy={at.y} r={7} />
            <path d={`M${at.x - 3.5} ${at.y}h7M${at.x} ${at.y - 3.5}v7`} />
          </g>
        );
      })}
      {corners.map((point, index) => {
        const { x, y } = toPixels(point, size);
        return (
          <g
            key={index} className="scene-corner" tabIndex={0} role="button" aria-label={t('scene.corner', { number: index + 1, name })} data-testid="scene-corner" data-selected={index === corner || undefined}
            ref={(element) => {
              handles.current[index] = element;
            }}
            onFocus={() => dispatch({ type: 'select', selection: { kind, id, corner: index } })}
            onBlur={() => dispatch({ type: 'settle' })}
            onKeyDown={onKeyDown(index, point)}
            onPointerDown={(event) => grab(event, index)}
          >
            <circle className="scene-handle-target" cx={x} cy={y} r={14} />
            <circle className="scene-corner-disc" cx={x} cy={y} r={7} />
          </g>
        );
      })}
    </>
  );
}
