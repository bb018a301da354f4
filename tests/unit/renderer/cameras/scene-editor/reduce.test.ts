import { describe, expect, it } from 'vitest';
import { mostRules, Scene } from '../../../../../electron/contract/scene.ts';
import type { EditorAction } from '../../../../../renderer/cameras/scene-editor/actions.ts';
import { drawingCrosses, sceneProblems } from '../../../../../renderer/cameras/scene-editor/check.ts';
import { type EditorState, isChanged, openEditor } from '../../../../../renderer/cameras/scene-editor/model.ts';
import { reduceEditor } from '../../../../../renderer/cameras/scene-editor/reduce.ts';

const empty = Scene.parse({});
const square = [{ x: 0.2, y: 0.2 }, { x: 0.8, y: 0.2 }, { x: 0.8, y: 0.8 }, { x: 0.2, y: 0.8 }];
const run = (state: EditorState, ...actions: EditorAction[]): EditorState => actions.reduce(reduceEditor, state);
const drawZone = (points = square): EditorAction[] => [
  { type: 'draw', kind: 'zone', name: 'Gate' },
  ...points.map((point) => ({ type: 'addPoint', point }) as const),
  { type: 'finish' },
];
const withZone = run(openEditor(empty), ...drawZone());
const withLine = run(
  openEditor(empty),
  { type: 'draw', kind: 'line', name: 'Kerb' },
  { type: 'addPoint', point: { x: 0.1, y: 0.5 } },
  { type: 'addPoint', point: { x: 0.9, y: 0.5 } },
);

describe('drawing', () => {
  it('a zone corner by corner gives a scene that the engine accepts, with the new zone selected', () => {
    expect(Scene.parse(withZone.scene).zones).toEqual([{ id: 'zone-1', name: 'Gate', points: square }]);
    expect(withZone.selection).toEqual({ kind: 'zone', id: 'zone-1', corner: null });
    expect(withZone.drawing).toBeNull();
  });

  it('a line is finished by its second point and goes from the first to the second', () => {
    expect(Scene.parse(withLine.scene).lines).toEqual([{ id: 'line-1', name: 'Kerb', from: { x: 0.1, y: 0.5 }, to: { x: 0.9, y: 0.5 } }]);
  });

  it('a zone of two corners cannot be finished', () => {
    const state = run(openEditor(empty), ...drawZone(square.slice(0, 2)));
    expect(state.scene.zones).toEqual([]);
    expect(state.drawing?.points).toHaveLength(2);
  });

  it('can be cancelled without a trace, and undo takes back one corner at a time', () => {
    const drawing = run(openEditor(empty), ...drawZone().slice(0, 4));
    expect(run(drawing, { type: 'cancel' })).toMatchObject({ scene: empty, drawing: null, past: [] });
    expect(run(drawing, { type: 'undo' }).drawing?.points).toEqual(square.slice(0, 2));
    expect(run(drawing, { type: 'undo' }, { type: 'undo' }, { type: 'undo' }, { type: 'undo' }).drawing).toBeNull();
  });

  it('outside the picture puts the corner on its edge', () => {
    const state = run(openEditor(empty), { type: 'draw', kind: 'zone', name: 'A' }, { type: 'addPoint', point: { x: -3, y: 1.7 } });
    expect(state.drawing?.points).toEqual([{ x: 0, y: 1 }]);
  });

  it('stops at 32 corners and does not set the same corner twice', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ x: index / 40, y: (index % 2) / 10 }));
    expect(run(openEditor(empty), ...drawZone(many)).scene.zones[0]?.points).toHaveLength(32);
    const twice = run(openEditor(empty), { type: 'draw', kind: 'zone', name: 'A' }, { type: 'addPoint', point: square[0] as never }, { type: 'addPoint', point: square[0] as never });
    expect(twice.drawing?.points).toHaveLength(1);
  });

  it('shows at once when the next corner would make the zone cross itself', () => {
    const [a, b, c] = square as [{ x: number; y: number }, { x: number; y: number }, { x: number; y: number }];
    expect(drawingCrosses([a, c, b], { x: 0.2, y: 0.8 })).toBe(true);
    expect(drawingCrosses([a, b, c], { x: 0.2, y: 0.8 })).toBe(false);
    expect(drawingCrosses([a, b], c)).toBe(false);
  });
});

describe('editing', () => {
  it('a corner moved in many steps is one step to undo, and the next move another', () => {
    const move = (x: number): EditorAction => ({ type: 'moveCorner', kind: 'zone', id: 'zone-1', corner: 0, point: { x, y: 0.2 } });
    const moved = run(withZone, move(0.21), move(0.22), move(0.23), { type: 'settle' }, move(0.3));
    expect(moved.scene.zones[0]?.points[0]).toEqual({ x: 0.3, y: 0.2 });
    const once = run(moved, { type: 'undo' });
    expect(once.scene.zones[0]?.points[0]).toEqual({ x: 0.23, y: 0.2 });
    expect(run(once, { type: 'undo' }).scene.zones[0]?.points[0]).toEqual(square[0]);
    expect(run(once, { type: 'undo' }, { type: 'redo' }, { type: 'redo' }).scene).toEqual(moved.scene);
  });

  it('a new change after undo leaves nothing to redo', () => {
    const state = run(withZone, { type: 'undo' }, ...drawZone(), { type: 'redo' });
    expect(state.future).toEqual([]);
    expect(state.scene.zones).toHaveLength(1);
  });

  it('a corner inserted lies halfway and is selected; one removed is gone, but never below three', () => {
    const inserted = run(withZone, { type: 'insertCorner', id: 'zone-1', corner: 3 });
    expect(inserted.scene.zones[0]?.points[4]).toEqual({ x: 0.2, y: 0.5 });
    expect(inserted.selection?.corner).toBe(4);
    const removed = run(inserted, { type: 'removeCorner', id: 'zone-1', corner: 4 });
    expect(removed.scene.zones[0]?.points).toEqual(square);
    expect(removed.selection?.corner).toBe(3);
    const three = run(removed, { type: 'removeCorner', id: 'zone-1', corner: 0 }, { type: 'removeCorner', id: 'zone-1', corner: 0 });
    expect(three.scene.zones[0]?.points).toHaveLength(3);
  });

  it('a shape moved against the edge keeps its form', () => {
    const moved = run(withZone, { type: 'moveShape', kind: 'zone', id: 'zone-1', dx: 0.9, dy: -0.1 });
    expect(moved.scene.zones[0]?.points).toEqual([{ x: 0.4, y: 0.1 }, { x: 1, y: 0.1 }, { x: 1, y: 0.7 }, { x: 0.4, y: 0.7 }]);
  });

  it('a line reversed goes the other way', () => {
    expect(run(withLine, { type: 'reverse', id: 'line-1' }).scene.lines[0]).toMatchObject({ from: { x: 0.9, y: 0.5 }, to: { x: 0.1, y: 0.5 } });
  });

  it('a zone that crosses itself is kept as drawn, named as the problem, and not what the engine would take', () => {
    const crossed = run(withZone, { type: 'moveCorner', kind: 'zone', id: 'zone-1', corner: 0, point: { x: 0.9, y: 0.5 } });
    expect(sceneProblems(crossed.scene)).toEqual([{ kind: 'zone', id: 'zone-1', problem: 'crosses-itself' }]);
    expect(Scene.safeParse(crossed.scene).success).toBe(false);
    expect(sceneProblems(withZone.scene)).toEqual([]);
  });

  it('a line too short and a name too empty or too long are problems', () => {
    const short = run(withLine, { type: 'moveCorner', kind: 'line', id: 'line-1', corner: 1, point: { x: 0.1, y: 0.5 } });
    expect(sceneProblems(short.scene)).toEqual([{ kind: 'line', id: 'line-1', problem: 'too-short' }]);
    const rename = (name: string): EditorState => run(withZone, { type: 'rename', kind: 'zone', id: 'zone-1', name });
    expect(sceneProblems(rename('  ').scene)[0]?.problem).toBe('no-name');
    expect(sceneProblems(rename('x'.repeat(61)).scene)[0]?.problem).toBe('name-too-long');
  });
});

describe('rules', () => {
  const rule = { behavior: 'intrusion', enabled: true, zone: 'zone-1', settings: { seconds: 2 } };

  it('go with the zone they watch, and come back with it', () => {
    const ruled = run(withZone, { type: 'addRule', rule });
    expect(Scene.parse(ruled.scene).behaviors).toEqual([{ ...rule, id: 'rule-1' }]);
    const removed = run(ruled, { type: 'removeShape', kind: 'zone', id: 'zone-1' });
    expect(removed.scene.behaviors).toEqual([]);
    expect(removed.selection).toBeNull();
    expect(run(removed, { type: 'undo' }).scene).toEqual(ruled.scene);
  });

  it('are no more than a scene may have, however they come', () => {
    const full = Scene.parse({ ...withZone.scene, behaviors: Array.from({ length: mostRules }, (_, index) => ({ ...rule, id: `rule-${index}` })) });
    const state = openEditor(full);
    expect(run(state, { type: 'addRule', rule })).toBe(state);
    const one = run(state, { type: 'removeRule', id: 'rule-3' }, { type: 'addRule', rule }, { type: 'addRule', rule });
    expect(Scene.parse(one.scene).behaviors).toHaveLength(mostRules);
  });

  it('changed by typing are one step to undo', () => {
    const ruled = run(withZone, { type: 'addRule', rule });
    const typed = run(ruled, ...[1, 12, 120].map((seconds): EditorAction => ({ type: 'setRule', id: 'rule-1', rule: { ...rule, settings: { seconds } } })));
    expect(typed.scene.behaviors[0]?.settings).toEqual({ seconds: 120 });
    expect(run(typed, { type: 'undo' }).scene).toEqual(ruled.scene);
  });
});

describe('what is unsaved', () => {
  it('is nothing at first, after undo of the only change, and after saving', () => {
    expect(isChanged(openEditor(empty))).toBe(false);
    expect(isChanged(withZone)).toBe(true);
    expect(isChanged(run(withZone, { type: 'undo' }))).toBe(false);
    expect(isChanged(run(withZone, { type: 'saved', scene: withZone.scene }))).toBe(false);
  });

  it('can be thrown away at once, and that can be undone', () => {
    const reverted = run(withZone, { type: 'revert' });
    expect(isChanged(reverted)).toBe(false);
    expect(run(reverted, { type: 'undo' }).scene).toEqual(withZone.scene);
  });

  it('is a shape half drawn', () => {
    expect(isChanged(run(openEditor(empty), { type: 'draw', kind: 'zone', name: 'A' }))).toBe(true);
  });
});
