import { describe, expect, it } from 'vitest';
import type { GroundCalibration } from '../../../../../electron/contract/ground.ts';
import { groundModel, type GroundModel } from '../../../../../electron/contract/ground/model.ts';
import { Scene } from '../../../../../electron/contract/scene.ts';
import type { EditorAction } from '../../../../../renderer/cameras/scene-editor/actions.ts';
import { drawingKey } from '../../../../../renderer/cameras/scene-editor/canvas-keys.ts';
import { certaintyOf, figureAt, figurePlaces, groundGrid, strengthOf } from '../../../../../renderer/cameras/scene-editor/ground/ground-grid.ts';
import { groundMarks, withCornersWay } from '../../../../../renderer/cameras/scene-editor/ground/ground-marks.ts';
import { measuredTexts, uncertaintyText } from '../../../../../renderer/cameras/scene-editor/ground/use-ground.ts';
import { type EditorState, isChanged, openEditor } from '../../../../../renderer/cameras/scene-editor/model.ts';
import { reduceEditor } from '../../../../../renderer/cameras/scene-editor/reduce.ts';

const corners = [{ x: 0.3, y: 0.9 }, { x: 0.7, y: 0.9 }, { x: 0.6, y: 0.5 }, { x: 0.4, y: 0.5 }] as const;
const people = [{ x: 0.3, y: 0.9 }, { x: 0.3, y: 0.5 }, { x: 0.6, y: 0.4 }, { x: 0.6, y: 0.25 }] as const;
const run = (state: EditorState, ...actions: EditorAction[]): EditorState => actions.reduce(reduceEditor, state);
const click = (points: readonly { x: number; y: number }[]): EditorAction[] => points.map((point) => ({ type: 'addPoint', point }));
const empty = openEditor(Scene.parse({}));
const marked = run(empty, { type: 'pictureShape', aspect: 4 / 3 }, { type: 'drawGround', way: 'rectangle' }, ...click(corners));
const ground = { way: 'rectangle', aspect: 4 / 3, corners: [...corners], sidesM: [3, 6] } as GroundCalibration;
const measured = run(marked, { type: 'setGround', ground });

function modelOf(calibration: GroundCalibration): GroundModel {
  const model = groundModel(calibration);
  if (model === null) throw new Error('no model');
  return model;
}

describe('marking the ground', () => {
  it('ends with the fourth corner and waits for the lengths; the picture\'s shape is kept with it', () => {
    expect(marked.scene.ground).toEqual({ ...ground, sidesM: [0, 0] });
    expect(marked.drawing).toBeNull();
    expect(marked.selection).toEqual({ kind: 'ground', id: 'ground', corner: null });
    expect(Scene.safeParse(marked.scene).success).toBe(false);
    expect(Scene.parse(measured.scene).ground).toEqual(ground);
  });

  it('by a person twice is a scene that the engine takes at once, with a usual height', () => {
    const state = run(empty, { type: 'drawGround', way: 'persons' }, ...click(people));
    expect(Scene.parse(state.scene).ground).toMatchObject({ way: 'persons', heightM: 1.7, viewDeg: null, near: { foot: people[0], head: people[1] }, far: { foot: people[2], head: people[3] } });
  });

  it('by keys sets all four marks before Enter would finish', () => {
    const drawing = run(empty, { type: 'drawGround', way: 'persons' }, ...click(people.slice(0, 3))).drawing;
    expect(drawing === null ? null : drawingKey({ key: 'Enter', shiftKey: false }, drawing)?.type).toBe('addPoint');
  });

  it('can be cancelled and undone mark by mark, and leaves what was there before', () => {
    const again = run(measured, { type: 'drawGround', way: 'rectangle' }, ...click(corners.slice(0, 2)));
    expect(run(again, { type: 'undo' }).drawing?.points).toHaveLength(1);
    expect(run(again, { type: 'cancel' }).scene).toEqual(measured.scene);
  });

  it('anew keeps the lengths of the same way', () => {
    const moved = corners.map(({ x, y }) => ({ x: x + 0.05, y }));
    const again = run(measured, { type: 'drawGround', way: 'rectangle' }, ...click(moved));
    expect(again.scene.ground).toMatchObject({ sidesM: [3, 6] });
    expect(again.scene.ground?.way === 'rectangle' ? again.scene.ground.corners[0].x : null).toBeCloseTo(0.35, 6);
  });
});

describe('the marked ground', () => {
  it('has its marks moved like corners, lengths typed as one step, and goes and comes back by undo', () => {
    const corner: EditorAction = { type: 'moveCorner', kind: 'ground', id: 'ground', corner: 1, point: { x: 0.75, y: 0.9 } };
    const moved = run(measured, corner);
    expect(moved.scene.ground === null ? [] : groundMarks(moved.scene.ground)[1]).toEqual({ x: 0.75, y: 0.9 });
    const typed = run(measured, { type: 'settle' }, ...[1, 12].map((metres): EditorAction => ({ type: 'setGround', ground: { ...ground, sidesM: [metres, 6] } as GroundCalibration })));
    expect(run(typed, { type: 'undo' }).scene).toEqual(measured.scene);
    const removed = run(measured, { type: 'removeGround' });
    expect([removed.scene.ground, removed.selection]).toEqual([null, null]);
    expect(run(removed, { type: 'undo' }).scene).toEqual(measured.scene);
  });

  it('stays when a zone is removed', () => {
    const zone = run(measured, { type: 'draw', kind: 'zone', name: 'A' }, ...click(corners), { type: 'finish' });
    expect(run(zone, { type: 'removeShape', kind: 'zone', id: 'zone-1' }).scene.ground).toEqual(ground);
  });

  it('turned from a rectangle into four free sides keeps what is known of it, and back', () => {
    const free = withCornersWay(ground, 'quadrilateral');
    expect(free).toMatchObject({ sidesM: [3, 6, 3, 6], diagonalM: 6.71 });
    expect(withCornersWay(free, 'rectangle')).toEqual(ground);
  });
});

describe('the ways of measuring', () => {
  const free = { way: 'quadrilateral', aspect: 4 / 3, corners: [...corners], sidesM: [3, 4, 3.1, 4.2], diagonalM: 5 } as GroundCalibration;
  const way = (to: GroundCalibration['way']): EditorAction => ({ type: 'setGroundWay', way: to });
  const lengths = (known: GroundCalibration): EditorAction => ({ type: 'setGround', ground: known });
  const saved = openEditor(Scene.parse({ ground: free }));

  it('each keep their own lengths while the editor is open', () => {
    const rectangle = run(saved, way('rectangle'));
    expect(rectangle.scene.ground).toMatchObject({ way: 'rectangle', sidesM: [3, 4] });
    expect(run(rectangle, way('quadrilateral')).scene.ground).toEqual(free);
    const typed = run(rectangle, lengths({ ...ground, sidesM: [3.2, 4.4] } as GroundCalibration), way('quadrilateral'));
    expect(typed.scene.ground).toEqual(free);
    expect(run(typed, way('rectangle')).scene.ground).toMatchObject({ sidesM: [3.2, 4.4] });
    expect(isChanged(run(rectangle, way('quadrilateral')))).toBe(false);
  });

  it('follow anew from the other one until something of their own is entered', () => {
    const followed = run(measured, way('quadrilateral'), way('rectangle'), lengths({ ...ground, sidesM: [4, 6] } as GroundCalibration), way('quadrilateral'));
    expect(followed.scene.ground).toMatchObject({ sidesM: [4, 6, 4, 6] });
  });

  it('share the corners, wherever these were moved', () => {
    const moved = run(saved, way('rectangle'), { type: 'moveCorner', kind: 'ground', id: 'ground', corner: 1, point: { x: 0.75, y: 0.9 } }, way('quadrilateral'));
    expect(moved.scene.ground).toEqual({ ...free, corners: corners.map((point, index) => (index === 1 ? { x: 0.75, y: 0.9 } : point)) });
  });

  it('by corners and by a person twice have marks of their own, set once', () => {
    const drawing = run(saved, way('persons'));
    expect(drawing.drawing).toMatchObject({ kind: 'ground', way: 'persons' });
    expect(run(drawing, { type: 'cancel' }).scene.ground).toEqual(free);
    const persons = run(drawing, ...click(people));
    const back = run(persons, way('quadrilateral'));
    expect([back.drawing, back.scene.ground]).toEqual([null, free]);
    expect(run(persons, way('rectangle')).scene.ground).toMatchObject({ way: 'rectangle', sidesM: [3, 4] });
    expect(run(back, way('persons')).scene.ground).toEqual(persons.scene.ground);
    expect(run(back, { type: 'undo' }).scene.ground).toEqual(persons.scene.ground);
  });

  it('are forgotten with the ground, and when changes are thrown away', () => {
    const typed = run(saved, way('rectangle'), lengths({ ...ground, sidesM: [9, 9] } as GroundCalibration), way('quadrilateral'));
    expect(run(typed, { type: 'revert' }, way('rectangle')).scene.ground).toMatchObject({ sidesM: [3, 4] });
    expect(run(typed, { type: 'removeGround' }, { type: 'drawGround', way: 'rectangle' }, ...click(corners)).scene.ground).toMatchObject({ sidesM: [0, 0] });
  });

  it('marked anew keep the lengths that only followed', () => {
    const again = run(measured, way('quadrilateral'), { type: 'drawGround', way: 'quadrilateral' }, ...click(corners));
    expect(again.scene.ground).toMatchObject({ sidesM: [3, 6, 3, 6] });
  });
});

describe('a distance checked', () => {
  it('is shown until the ground is marked anew, and is no change to be saved', () => {
    const saved = openEditor(measured.scene);
    const checked = run(saved, { type: 'drawMeasure' }, ...click(corners.slice(0, 2)));
    expect(checked.measure).toEqual([corners[0], corners[1]]);
    expect(isChanged(run(saved, { type: 'drawMeasure' }))).toBe(false);
    expect(isChanged(checked)).toBe(false);
    expect(run(checked, { type: 'drawGround', way: 'rectangle' }).measure).toBeNull();
    expect(run(empty, { type: 'drawMeasure' }).drawing).toBeNull();
  });

  it('is written with as many digits as can be meant', () => {
    expect(measuredTexts({ metres: 4.756, uncertaintyM: 0.21 })).toEqual({ metres: '4.8', uncertainty: '0.2' });
    expect(measuredTexts({ metres: 1.234, uncertaintyM: 0.04 })).toEqual({ metres: '1.23', uncertainty: '0.04' });
    expect(uncertaintyText(12.4)).toBe('12');
  });
});

describe('the preview', () => {
  const model = modelOf(ground);
  const size = { width: 800, height: 600 };

  it('draws lines every metre and every five that fade before the horizon', () => {
    const grid = groundGrid(model, size);
    expect(new Set(grid.map(({ every }) => every))).toEqual(new Set([1, 5]));
    const horizon = Math.min(...(model.horizon ?? [0, 0])) * size.height;
    const heights = grid.flatMap(({ path }) => [...path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, , y]) => Number(y)));
    expect(Math.min(...heights)).toBeGreaterThan(horizon);
    expect([strengthOf(4, 1), strengthOf(100, 1), strengthOf(100, 5)]).toEqual([0, 1, 1]);
  });

  it('shows people who are the smaller the further away, and nobody in the sky', () => {
    const tall = figurePlaces(model, ground).map(({ foot, head }) => foot.y - head.y);
    expect(tall.length).toBeGreaterThanOrEqual(3);
    expect(tall).toEqual(tall.toSorted((a, b) => b - a));
    expect(figureAt(model, { x: 0.5, y: 0.02 })).toBeNull();
  });

  it('says how sure places are at the nearest and the farthest mark', () => {
    const certainty = certaintyOf(model, ground);
    expect(certainty?.nearM ?? Infinity).toBeLessThan(certainty?.farM ?? 0);
    expect(certainty?.lengthShare ?? 1).toBeLessThan(0.2);
  });
});
