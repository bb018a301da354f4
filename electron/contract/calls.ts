import { z } from 'zod';
import { Account, Password, Role, Session, Username } from './account.ts';
import { BehaviorCard } from './behavior.ts';
import { Camera, CameraDraft, CameraId, CameraStatus, TestProgress } from './camera.ts';
import { CheckPicture, ClassChoice, Detector, DetectorCheck, DetectorName, Detectors } from './detector.ts';
import { DismissReason, EventDetail, EventFilter, EventId, EventState, EventSummary } from './event.ts';
import { DetectorId, SceneId } from './object-class.ts';
import { OperatingCurve, QualityRow, Refit } from './quality.ts';
import { Scene } from './scene.ts';
import { LogLine, StationSettings, StationStatus } from './station.ts';
import { Language } from './words.ts';

/** Who may make a call: anybody on this machine, a signed-in account, or a role. */
export type Access = 'anyone' | 'signed-in' | Role;

/** One call: who may make it, what it takes and what it answers. */
export function call<I extends z.ZodType, O extends z.ZodType>(access: Access, input: I, output: O): { access: Access; input: I; output: O } {
  return { access, input, output };
}

const Nothing = z.object({});
const ByCamera = z.object({ cameraId: CameraId });
const ByDetector = z.object({ detectorId: DetectorId });
const ByEvent = z.object({ eventId: EventId });

/**
 * Every call a window can make, in one list. The engine parses input and output with these schemas whatever the
 * transport; a name that is not here does not exist.
 */
export const calls = {
  'session.get': call('anyone', Nothing, Session),
  'session.createFirstAccount': call(
    'anyone',
    z.object({ setupKey: z.string(), username: Username, password: Password, language: Language }),
    Session,
  ),
  'session.signIn': call('anyone', z.object({ username: Username, password: z.string().max(256) }), Session),
  'session.signOut': call('signed-in', Nothing, Session),
  'session.setLanguage': call('signed-in', z.object({ language: Language }), Account),

  'accounts.list': call('administrator', Nothing, z.array(Account)),
  'accounts.create': call('administrator', z.object({ username: Username, password: Password, role: Role, language: Language }), Account),
  'accounts.remove': call('administrator', z.object({ accountId: z.uuid() }), Nothing),
  'accounts.setPassword': call('signed-in', z.object({ accountId: z.uuid(), current: z.string().max(256).optional(), password: Password }), Nothing),

  'behaviors.list': call('signed-in', Nothing, z.array(BehaviorCard)),

  'cameras.list': call('signed-in', Nothing, z.array(z.object({ camera: Camera, status: CameraStatus }))),
  'cameras.add': call('administrator', z.object({ draft: CameraDraft }), Camera),
  'cameras.edit': call('administrator', z.object({ cameraId: CameraId, draft: CameraDraft }), Camera),
  'cameras.setScene': call('administrator', z.object({ cameraId: CameraId, scene: Scene }), Camera),
  /** Removal can be undone with `cameras.restore` until the engine forgets the camera a day later. */
  'cameras.remove': call('administrator', ByCamera, Nothing),
  'cameras.restore': call('administrator', ByCamera, Camera),
  /** Starts a step by step connection test; progress comes as `test` pushes. `cameraId` lends a stored password. */
  'cameras.test': call('administrator', z.object({ draft: CameraDraft, cameraId: CameraId.optional() }), z.object({ testId: z.string() })),
  /**
   * An outside input of a camera, such as a door's contact or a device's event, is in this state since `at` (wall-clock ms;
   * now when left out). Rules can ask for it; nothing is kept but the present state, in memory.
   */
  'inputs.report': call('administrator', ByCamera.extend({ input: SceneId, active: z.boolean(), at: z.number().min(0).optional() }), Nothing),
  'demo.start': call('administrator', Nothing, z.object({ cameras: z.number() })),
  'demo.stop': call('administrator', Nothing, Nothing),
  'demo.get': call('signed-in', Nothing, z.object({ running: z.boolean(), source: z.enum(['none', 'footage', 'drawn']), progress: z.number() })),

  /**
   * Newest first, from one of: the top; below the row `cursor`; above the row `before`; from `offset` rows on. The answer's
   * `next` and `previous` are the cursors that go on from there, null at the queue's ends; `offset` is where an asked-for
   * offset led, no further than to the last rows.
   */
  'events.list': call(
    'signed-in',
    z.object({
      filter: EventFilter,
      cursor: EventId.optional(),
      before: EventId.optional(),
      offset: z.number().int().min(0).optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ rows: z.array(EventSummary), next: EventId.nullable(), previous: EventId.nullable().optional(), offset: z.number().optional() }),
  ),
  'events.count': call('signed-in', z.object({ filter: EventFilter }), z.object({ count: z.number(), oldestOpenAt: z.number().nullable() })),
  'events.get': call('signed-in', ByEvent, EventDetail),
  'events.decide': call(
    'signed-in',
    z.object({ eventId: EventId, state: EventState, reason: DismissReason.optional(), note: z.string().max(2000).default('') }),
    EventDetail,
  ),
  /** Takes back the decision that stands; the history keeps both. Refused with `conflict` when another one stands by now. */
  'events.undo': call('signed-in', ByEvent.extend({ decisionId: z.number().int() }), EventDetail),

  /** Events of the last weeks by behaviour and camera, and what reviewers made of them. */
  'quality.review': call('signed-in', z.object({ weeks: z.number().int().min(1).max(52).default(8) }), z.array(QualityRow)),
  'quality.curves': call('signed-in', Nothing, z.array(OperatingCurve)),
  'quality.refit': call('administrator', z.object({ refit: Refit }), Camera),

  'detectors.list': call('signed-in', Nothing, Detectors),
  /** Shows a picture to the built-in detector and an imported one, several times by turns; takes seconds. */
  'detectors.check': call('administrator', ByDetector.extend({ picture: CheckPicture }), DetectorCheck),
  'detectors.rename': call('administrator', ByDetector.extend({ name: DetectorName }), Detector),
  /** Which of its classes count as which, from the next picture on; the others count as nothing. */
  'detectors.setClasses': call('administrator', ByDetector.extend({ classes: ClassChoice }), Detector),
  /** Refused with `conflict` while cameras use it; can be undone with `detectors.restore` for a day. */
  'detectors.remove': call('administrator', ByDetector, Nothing),
  'detectors.restore': call('administrator', ByDetector, Detector),
  /** These cameras, and no others, look with it from now on; those that did before go back to the built-in one. Refused with `conflict` while none of its classes counts. */
  'detectors.use': call('administrator', ByDetector.extend({ cameraIds: z.array(CameraId).max(1000) }), Nothing),

  'station.status': call('signed-in', Nothing, StationStatus),
  'station.log': call('administrator', z.object({ limit: z.number().int().min(1).max(1000).default(200) }), z.array(LogLine)),
  'station.settings': call('signed-in', Nothing, StationSettings),
  'station.setSettings': call('administrator', z.object({ settings: StationSettings }), StationSettings),
  'station.checkProviders': call('administrator', Nothing, StationStatus),
} as const;

export type CallName = keyof typeof calls;
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>;

/** What the engine tells every signed-in window by itself. */
export const pushes = {
  event: EventSummary,
  camera: z.object({ camera: Camera.nullable(), cameraId: CameraId, status: CameraStatus.nullable() }),
  test: TestProgress,
  station: StationStatus,
  log: LogLine,
} as const;
export type PushName = keyof typeof pushes;
export type PushData<N extends PushName> = z.output<(typeof pushes)[N]>;

/** Why a call was refused; each has a sentence in both languages. */
export const CallErrorKind = z.enum([
  'bad-input', 'not-signed-in', 'forbidden', 'wrong-credentials', 'too-many-tries', 'wrong-setup-key', 'not-found',
  'name-taken', 'last-administrator', 'conflict', 'disk-full', 'internal',
]);
export type CallErrorKind = z.infer<typeof CallErrorKind>;

/** Messages of the window's channel (WebSocket text frames or MessagePort objects). */
export const WindowMessage = z.object({ id: z.number().int(), call: z.string().max(64), input: z.unknown() });
export type EngineMessage =
  | { id: number; ok: true; output: unknown }
  | { id: number; ok: false; error: { kind: CallErrorKind; detail?: string; retryAfterMs?: number } }
  | { push: PushName; data: unknown };
