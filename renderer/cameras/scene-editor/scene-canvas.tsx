import { useEffect, useRef, type JSX, type KeyboardEvent, type PointerEvent, type SVGAttributes } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelativePoint } from '../../../electron/contract/geometry.ts';
import type { EditorAction } from './actions.ts';
import { arrowStep, drawingKey } from './canvas-keys.ts';
import { sceneProblems } from './check.ts';
import { CornerHandles } from './corner-handles.tsx';
import { DrawnShape } from './drawn-shape.tsx';
import { GroundPreview } from './ground/ground-preview.tsx';
import { GroundDrawn, GroundShape, MeasureLine } from './ground/ground-shape.tsx';
import type { GroundView } from './ground/use-ground.ts';
import { cornersOf, type EditorState, type MarkedKind, minCorners, type ShapeKind } from './model.ts';
import { type PictureSize, toPixels, toRelative } from './picture-geometry.ts';
import { LineShape, ShapeName, ZoneShape } from './scene-shapes.tsx';
import './scene-canvas.css';

type CanvasProps = { state: EditorState; ground: GroundView; size: PictureSize; dispatch: (action: EditorAction) => void };

/** A pointer this near to the first corner closes the zone; a finger is less exact. */
const closeDistance = { mouse: 14, pen: 18, touch: 28 } as const;

function pointOf(event: PointerEvent, svg: SVGSVGElement, size: PictureSize): RelativePoint {
  const { left, top } = svg.getBoundingClientRect();
  return toRelative({ x: event.clientX - left, y: event.clientY - top }, size);
}

/** The picture to draw on: zones and lines with mouse, finger or keyboard. Everything goes through `dispatch`. */
export function SceneCanvas({ state, ground, size, dispatch }: CanvasProps): JSX.Element {
  const { t } = useTranslation('cameras');
  const svg = useRef<SVGSVGElement>(null);
  const dragged = useRef<RelativePoint | null>(null);
  const { scene, selection, drawing } = state;
  const problems = sceneProblems(scene);
  const isDrawing = drawing !== null;
  const showsGround = scene.ground !== null && (selection?.kind === 'ground' || drawing?.kind === 'measure');
  const aspect = size.height === 0 ? null : size.width / size.height;
  useEffect(() => {
    if (aspect !== null) dispatch({ type: 'pictureShape', aspect });
  }, [aspect, dispatch]);
  useEffect(() => {
    if (isDrawing) svg.current?.focus();
  }, [isDrawing]);

  const wrong = (kind: ShapeKind, id: string): boolean => problems.some((problem) => problem.kind === kind && problem.id === id && problem.problem !== 'no-name' && problem.problem !== 'name-too-long');
  const isSelected = (kind: MarkedKind, id: string): boolean => selection?.kind === kind && selection.id === id;

  const drawAt = (event: PointerEvent<SVGSVGElement>): void => {
    if (drawing === null || svg.current === null || event.button !== 0) return;
    const point = pointOf(event, svg.current, size);
    const first = drawing.points[0];
    if (drawing.kind === 'zone' && first !== undefined && drawing.points.length >= minCorners) {
      const from = toPixels(first, size);
      const to = toPixels(point, size);
      const reach = closeDistance[event.pointerType === 'touch' ? 'touch' : event.pointerType === 'pen' ? 'pen' : 'mouse'];
      if (Math.hypot(from.x - to.x, from.y - to.y) <= reach) {
        dispatch({ type: 'finish' });
        return;
      }
    }
    dispatch({ type: 'addPoint', point });
  };

  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    if (drawing === null) {
      if (event.key === 'Escape' && selection !== null) {
        event.preventDefault();
        dispatch({ type: 'cancel' });
      }
      return;
    }
    const action = drawingKey(event, drawing);
    if (action === null) return;
    event.preventDefault();
    dispatch(action);
  };

  const onShapeKey = (kind: ShapeKind, id: string) => (event: KeyboardEvent): void => {
    const step = arrowStep(event);
    if (step !== null) dispatch({ type: 'moveShape', kind, id, dx: step.x, dy: step.y });
    else if (event.key === 'Delete' || event.key === 'Backspace') dispatch({ type: 'removeShape', kind, id });
    else return;
    event.preventDefault();
  };

  const shapeProps = (kind: ShapeKind, id: string, name: string): SVGAttributes<SVGGElement> => ({
    className: 'scene-shape', tabIndex: isDrawing ? -1 : 0, role: 'button', 'aria-label': t('scene.shape', { kind: t(`scene.${kind}`), name }), 'aria-pressed': isSelected(kind, id),
    onFocus: () => {
      if (!isSelected(kind, id)) dispatch({ type: 'select', selection: { kind, id, corner: null } });
    },
    onKeyDown: onShapeKey(kind, id),
    onBlur: () => dispatch({ type: 'settle' }),
    onPointerDown: (event) => {
      if (isDrawing || svg.current === null || event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      dragged.current = pointOf(event, svg.current, size);
      dispatch({ type: 'select', selection: { kind, id, corner: null } });
    },
    onPointerMove: (event) => {
      if (dragged.current === null || svg.current === null) return;
      const point = pointOf(event, svg.current, size);
      dispatch({ type: 'moveShape', kind, id, dx: point.x - dragged.current.x, dy: point.y - dragged.current.y });
      dragged.current = point;
    },
    onPointerUp: () => {
      dragged.current = null;
      dispatch({ type: 'settle' });
    },
    onPointerCancel: () => {
      dragged.current = null;
      dispatch({ type: 'settle' });
    },
  });

  const chosen = selection === null ? null : { kind: selection.kind, id: selection.id, corners: cornersOf(scene, selection.kind, selection.id) };
  const chosenName = selection?.kind === 'ground' ? t('scene.ground.title') : [...scene.zones, ...scene.lines].find(({ id }) => id === selection?.id)?.name ?? '';
  return (
    <svg
      ref={svg} className="scene-canvas" width={size.width} height={size.height} role="application" aria-label={t('scene.canvas')} tabIndex={isDrawing ? 0 : -1}
      data-drawing={drawing?.kind} data-ground={showsGround || drawing?.kind === 'ground' || undefined} data-testid="scene-canvas"
      onPointerDown={(event) => (isDrawing ? drawAt(event) : dispatch({ type: 'select', selection: null }))}
      onPointerMove={(event) => {
        if (isDrawing && svg.current !== null) dispatch({ type: 'cursor', point: pointOf(event, svg.current, size) });
      }}
      onDoubleClick={() => {
        if (isDrawing) dispatch({ type: 'finish' });
      }}
      onKeyDown={onKeyDown}
    >
      {showsGround && scene.ground !== null && ground.model !== null && <GroundPreview model={ground.model} ground={scene.ground} size={size} svg={svg} cursor={drawing === null ? null : drawing.cursor} />}
      {scene.zones.map((zone) => (
        <g key={zone.id} {...shapeProps('zone', zone.id, zone.name)} data-testid="scene-zone"><ZoneShape zone={zone} size={size} selected={isSelected('zone', zone.id)} wrong={wrong('zone', zone.id)} /></g>
      ))}
      {scene.lines.map((line) => {
        const [from, to] = [toPixels(line.from, size), toPixels(line.to, size)];
        return (
          <g key={line.id} {...shapeProps('line', line.id, line.name)} data-testid="scene-line">
            <line className="scene-line-target" x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
            <LineShape line={line} size={size} selected={isSelected('line', line.id)} wrong={wrong('line', line.id)} />
          </g>
        );
      })}
      <g className="scene-names">
        {scene.zones.map((zone) => <ShapeName key={zone.id} name={zone.name} points={zone.points} size={size} />)}
        {scene.lines.map((line) => <ShapeName key={line.id} name={line.name} points={[line.from, line.to]} size={size} below={-18} />)}
      </g>
      {showsGround && scene.ground !== null && <GroundShape ground={scene.ground} size={size} wrong={ground.problem !== null && ground.problem !== 'ground-length-missing'} />}
      {showsGround && state.measure !== null && ground.model !== null && <MeasureLine from={state.measure[0]} to={state.measure[1]} model={ground.model} size={size} />}
      {!isDrawing && chosen !== null && selection !== null && (
        <CornerHandles key={`${chosen.kind} ${chosen.id}`} kind={chosen.kind} id={chosen.id} name={chosenName} corners={chosen.corners} corner={selection.corner} size={size} svg={svg} dispatch={dispatch} />
      )}
      {(drawing?.kind === 'zone' || drawing?.kind === 'line') && <DrawnShape drawing={drawing} size={size} />}
      {(drawing?.kind === 'ground' || drawing?.kind === 'measure') && <GroundDrawn drawing={drawing} model={ground.model} size={size} />}
    </svg>
  );
}
