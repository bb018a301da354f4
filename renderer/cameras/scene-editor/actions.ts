import type { GroundCalibration, GroundWay } from '../../../electron/contract/ground.ts';
import type { RelativePoint } from '../../../electron/contract/geometry.ts';
import type { BehaviorRule, Scene } from '../../../electron/contract/scene.ts';
import type { MarkedKind, Selection, ShapeKind } from './model.ts';

/** Everything a person can do in the scene editor. */
export type EditorAction =
  | { readonly type: 'draw'; readonly kind: ShapeKind; readonly name: string }
  /** Begins the ground's marks anew; what was marked before stays until the last new mark is set. */
  | { readonly type: 'drawGround'; readonly way: GroundWay }
  | { readonly type: 'drawMeasure' }
  | { readonly type: 'pictureShape'; readonly aspect: number }
  | { readonly type: 'cursor'; readonly point: RelativePoint }
  | { readonly type: 'addPoint'; readonly point: RelativePoint }
  | { readonly type: 'finish' }
  | { readonly type: 'cancel' }
  | { readonly type: 'select'; readonly selection: Selection | null }
  | { readonly type: 'moveCorner'; readonly kind: MarkedKind; readonly id: string; readonly corner: number; readonly point: RelativePoint }
  | { readonly type: 'moveShape'; readonly kind: MarkedKind; readonly id: string; readonly dx: number; readonly dy: number }
  /** A drag or a row of key presses ended: the next change is undone on its own. */
  | { readonly type: 'settle' }
  /** At `point`, or halfway along the side behind `corner`. */
  | { readonly type: 'insertCorner'; readonly id: string; readonly corner: number; readonly point?: RelativePoint }
  | { readonly type: 'removeCorner'; readonly id: string; readonly corner: number }
  | { readonly type: 'removeShape'; readonly kind: ShapeKind; readonly id: string }
  /** Measures the ground in another way, with the lengths it had before; begins its marks where there are none. */
  | { readonly type: 'setGroundWay'; readonly way: GroundWay }
  /** Other lengths for the same marks. */
  | { readonly type: 'setGround'; readonly ground: GroundCalibration }
  | { readonly type: 'removeGround' }
  | { readonly type: 'rename'; readonly kind: ShapeKind; readonly id: string; readonly name: string }
  | { readonly type: 'reverse'; readonly id: string }
  | { readonly type: 'addRule'; readonly rule: Omit<BehaviorRule, 'id'> }
  /** `part` names what of the rule changed: further changes of it are undone together. */
  | { readonly type: 'setRule'; readonly id: string; readonly rule: Omit<BehaviorRule, 'id'>; readonly part?: string }
  | { readonly type: 'removeRule'; readonly id: string }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  /** Back to what is saved; can itself be undone. */
  | { readonly type: 'revert' }
  | { readonly type: 'saved'; readonly scene: Scene };
