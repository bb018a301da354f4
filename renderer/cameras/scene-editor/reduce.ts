import type { RelativePoint } from '../../../electron/contract/geometry.ts';
import type { GroundWay } from '../../../electron/contract/ground.ts';
import { mostRules, type BehaviorRule, type Scene } from '../../../electron/contract/scene.ts';
import type { EditorAction } from './actions.ts';
import { withCorners, withMovedShape, withName, withoutShape } from './change-scene.ts';
import { newGround } from './ground/ground-marks.ts';
import { groundInWay, remembered } from './ground/ground-ways.ts';
import { clampPoint, cornersOf, type Drawing, type EditorState, freshId, groundId, maxCorners, minCorners } from './model.ts';

const maxUndo = 200;

/** A changed scene; changes that carry the same name one after the other are one step to undo. */
function change(state: EditorState, scene: Scene, name: string | null = null): EditorState {
  if (scene === state.scene) return state;
  const joins = name !== null && name === state.change;
  const past = joins ? state.past : [...state.past, state.scene].slice(-maxUndo);
  return { ...state, scene, past, future: [], change: name };
}

function setGroundWay(state: EditorState, way: GroundWay): EditorState {
  const { ground } = state.scene;
  if (ground === null || ground.way === way) return state;
  const grounds = remembered(state.grounds, ground);
  const next = groundInWay(way, ground, grounds);
  return next === null ? reduceEditor(state, { type: 'drawGround', way }) : { ...change(state, { ...state.scene, ground: next }), grounds };
}

/** Keeps the selection only while what it points at exists. */
function withValidSelection(state: EditorState): EditorState {
  const { selection, scene } = state;
  if (selection === null) return state;
  const corners = cornersOf(scene, selection.kind, selection.id);
  if (corners.length === 0) return { ...state, selection: null };
  if (selection.corner === null || selection.corner < corners.length) return state;
  return { ...state, selection: { ...selection, corner: corners.length - 1 } };
}

function addPoint(state: EditorState, point: RelativePoint): EditorState {
  const { drawing } = state;
  if (drawing === null || drawing.points.length >= maxCorners) return state;
  const at = clampPoint(point);
  const last = drawing.points.at(-1);
  if (last?.x === at.x && last.y === at.y) return state;
  const next = { ...state, drawing: { ...drawing, points: [...drawing.points, at], cursor: at } };
  return next.drawing.points.length === fixedCorners[drawing.kind] ? finish(next) : next;
}

/** How many corners end a drawing by themselves; a zone has as many as one likes. */
const fixedCorners: Readonly<Record<Drawing['kind'], number | null>> = { zone: null, line: 2, ground: 4, measure: 2 };

function finish(state: EditorState): EditorState {
  const { drawing, scene } = state;
  if (drawing === null) return state;
  const { kind, points } = drawing;
  if (kind === 'ground') {
    const grounds = scene.ground === null ? state.grounds : remembered(state.grounds, scene.ground);
    const ground = newGround(drawing.way, state.aspect, points, [scene.ground, ...grounds].find((known) => known?.way === drawing.way) ?? null);
    return ground === null ? state : { ...change(state, { ...scene, ground }), grounds, drawing: null, measure: null, selection: { kind, id: groundId, corner: null } };
  }
  if (kind === 'measure') {
    const [from, to] = points;
    return from === undefined || to === undefined ? state : { ...state, drawing: null, measure: [from, to], selection: { kind: 'ground', id: groundId, corner: null } };
  }
  const { name } = drawing;
  if (kind === 'zone') {
    if (points.length < minCorners) return state;
    const id = freshId('zone', scene.zones);
    const next = change(state, { ...scene, zones: [...scene.zones, { id, name, points: [...points] }] });
    return { ...next, drawing: null, selection: { kind, id, corner: null } };
  }
  const [from, to] = points;
  if (from === undefined || to === undefined) return state;
  const id = freshId('line', scene.lines);
  const next = change(state, { ...scene, lines: [...scene.lines, { id, name, from, to }] });
  return { ...next, drawing: null, selection: { kind, id, corner: null } };
}

function insertCorner(state: EditorState, id: string, corner: number, point: RelativePoint | undefined): EditorState {
  const points = cornersOf(state.scene, 'zone', id);
  const from = points[corner];
  const to = points[(corner + 1) % points.length];
  if (from === undefined || to === undefined || points.length >= maxCorners) return state;
  const at = clampPoint(point ?? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 });
  const next = change(state, withCorners(state.scene, 'zone', id, points.toSpliced(corner + 1, 0, at)));
  return { ...next, selection: { kind: 'zone', id, corner: corner + 1 } };
}

/** Gives up what was being drawn; a ground that was to be drawn anew is shown again. */
function stopDrawing(state: EditorState): EditorState {
  const selection = state.drawing?.kind === 'ground' && state.scene.ground !== null ? { kind: 'ground' as const, id: groundId, corner: null } : state.selection;
  return { ...state, drawing: null, selection };
}

function undo(state: EditorState): EditorState {
  if (state.drawing !== null) {
    const points = state.drawing.points.slice(0, -1);
    return state.drawing.points.length === 0 ? stopDrawing(state) : { ...state, drawing: { ...state.drawing, points } };
  }
  const scene = state.past.at(-1);
  if (scene === undefined) return state;
  return withValidSelection({ ...state, scene, past: state.past.slice(0, -1), future: [state.scene, ...state.future], change: null });
}

function redo(state: EditorState): EditorState {
  const [scene, ...future] = state.future;
  if (scene === undefined || state.drawing !== null) return state;
  return withValidSelection({ ...state, scene, past: [...state.past, state.scene], future, change: null });
}

function withRules(state: EditorState, behaviors: BehaviorRule[], name: string | null = null): EditorState {
  return change(state, { ...state.scene, behaviors }, name);
}

/** A free id that no rule asks for either: a new rule must not step into the place of one that is gone. */
function freshRuleId({ behaviors }: Scene): string {
  const asked = behaviors.flatMap(({ conditions }) => (conditions?.requires === undefined ? [] : [{ id: conditions.requires.rule }]));
  return freshId('rule', [...behaviors, ...asked]);
}

/** The scene editor's reducer: pure, no picture and no window needed. */
export function reduceEditor(state: EditorState, action: EditorAction): EditorState {
  const { scene } = state;
  switch (action.type) {
    case 'draw':
      return { ...state, selection: null, drawing: { kind: action.kind, name: action.name, points: [], cursor: { x: 0.5, y: 0.5 } } };
    case 'drawGround':
      return { ...state, selection: null, measure: null, drawing: { kind: 'ground', way: action.way, points: [], cursor: { x: 0.5, y: 0.7 } } };
    case 'drawMeasure':
      return scene.ground === null ? state : { ...state, measure: null, drawing: { kind: 'measure', points: [], cursor: { x: 0.5, y: 0.7 } } };
    case 'pictureShape':
      return { ...state, aspect: action.aspect };
    case 'cursor':
      return state.drawing === null ? state : { ...state, drawing: { ...state.drawing, cursor: clampPoint(action.point) } };
    case 'addPoint':
      return addPoint(state, action.point);
    case 'finish':
      return finish(state);
    case 'cancel':
      return state.drawing === null ? { ...state, selection: null } : stopDrawing(state);
    case 'select':
      return withValidSelection({ ...state, selection: action.selection, change: null });
    case 'moveCorner': {
      const points = cornersOf(scene, action.kind, action.id);
      if (points[action.corner] === undefined) return state;
      const moved = withCorners(scene, action.kind, action.id, points.with(action.corner, clampPoint(action.point)));
      return change(state, moved, `corner ${action.kind} ${action.id} ${action.corner}`);
    }
    case 'moveShape':
      return change(state, withMovedShape(scene, action.kind, action.id, action.dx, action.dy), `shape ${action.kind} ${action.id}`);
    case 'settle':
      return { ...state, change: null };
    case 'insertCorner':
      return insertCorner(state, action.id, action.corner, action.point);
    case 'removeCorner': {
      const points = cornersOf(scene, 'zone', action.id);
      if (points.length <= minCorners || points[action.corner] === undefined) return state;
      return withValidSelection(change(state, withCorners(scene, 'zone', action.id, points.toSpliced(action.corner, 1))));
    }
    case 'removeShape':
      return withValidSelection(change(state, withoutShape(scene, action.kind, action.id)));
    case 'setGroundWay':
      return setGroundWay(state, action.way);
    case 'setGround':
      return change(state, { ...scene, ground: action.ground }, 'ground');
    case 'removeGround':
      return scene.ground === null ? state : withValidSelection({ ...change(state, { ...scene, ground: null }), grounds: [], measure: null, drawing: state.drawing?.kind === 'measure' ? null : state.drawing });
    case 'rename':
      return change(state, withName(scene, action.kind, action.id, action.name), `name ${action.kind} ${action.id}`);
    case 'reverse':
      return change(state, { ...scene, lines: scene.lines.map((line) => (line.id === action.id ? { ...line, from: line.to, to: line.from } : line)) });
    case 'addRule':
      return scene.behaviors.length >= mostRules ? state : withRules(state, [...scene.behaviors, { ...action.rule, id: freshRuleId(scene) }]);
    case 'setRule':
      return withRules(state, scene.behaviors.map((rule) => (rule.id === action.id ? { ...action.rule, id: rule.id } : rule)), `rule ${action.id} ${action.part ?? ''}`);
    case 'removeRule':
      return withRules(state, scene.behaviors.filter((rule) => rule.id !== action.id));
    case 'undo':
      return undo(state);
    case 'redo':
      return redo(state);
    case 'revert':
      return withValidSelection({ ...change(state, state.saved), drawing: null, measure: null, grounds: [] });
    case 'saved':
      return { ...state, saved: action.scene };
  }
}
