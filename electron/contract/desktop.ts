import { z } from 'zod';
import { Username } from './account.ts';
import { call, CallErrorKind } from './calls.ts';
import { CameraId } from './camera.ts';
import { EventId } from './event.ts';
import { LiveStream } from './live.ts';
import { Severity } from './scene.ts';
import type { shellCallNames } from './shell-names.ts';
import { Language, Words } from './words.ts';

/**
 * What windows and the desktop shell say to each other. Everything about cameras and events goes to the engine instead,
 * through a port that the shell lends (`PortRequest`).
 */

/** The scheme and host of the program's own pages. */
export const pageScheme = 'app';
export const pageOrigin = 'app://watchhouse';

/** `watchhouse://event/EVENT` opens that event. */
export const linkScheme = 'watchhouse';

export const Screen = z.enum(['wall', 'review', 'cameras', 'station']);
export type Screen = z.infer<typeof Screen>;

/** How the engine is doing, as the shell sees its process. */
export const EngineState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('starting') }),
  z.object({ phase: z.literal('running') }),
  /** It died and comes back by itself. */
  z.object({ phase: z.literal('restarting'), attempt: z.number(), retryAt: z.number() }),
  /** It cannot start until a person does something; `problem` says what. */
  z.object({ phase: z.literal('failed'), kind: z.string(), problem: Words }),
  /** The key of the data folder is protected by a passphrase that has to be typed in; `wrong`: the last one was not it. */
  z.object({ phase: z.literal('locked'), wrong: z.boolean() }),
  /** The key was protected by the keyring of another machine or user. */
  z.object({ phase: z.literal('key-lost') }),
  z.object({ phase: z.literal('stopping') }),
]);
export type EngineState = z.infer<typeof EngineState>;

/** What protects the key of the data folder. `none`: the file's permissions only, since the system has no keyring. */
export const KeyGuard = z.enum(['keyring', 'passphrase', 'none']);
export type KeyGuard = z.infer<typeof KeyGuard>;

export const UpdateState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('none') }),
  z.object({ phase: z.literal('looking') }),
  /** The newest package found is not newer than what runs. */
  z.object({ phase: z.literal('current'), version: z.string() }),
  z.object({ phase: z.literal('found'), version: z.string(), notes: Words.nullable(), bytes: z.number() }),
  z.object({ phase: z.literal('copying'), version: z.string(), share: z.number() }),
  z.object({ phase: z.literal('ready'), version: z.string() }),
  z.object({
    phase: z.literal('refused'),
    reason: z.enum(['not-found', 'unreadable', 'bad-signature', 'wrong-file', 'older', 'other-system', 'too-large', 'no-room', 'not-packaged']),
    version: z.string().nullable(),
  }),
]);
export type UpdateState = z.infer<typeof UpdateState>;

/** What a window shows of the shell; pushed at each change. */
export const ShellState = z.object({
  engine: EngineState,
  keyGuard: KeyGuard,
  /** Of this window. */
  kiosk: z.boolean(),
  fullScreen: z.boolean(),
  update: UpdateState,
  /** A clip that is being saved, 0..1. */
  saving: z.object({ file: z.string(), share: z.number() }).nullable(),
});
export type ShellState = z.infer<typeof ShellState>;

const bySeverity = z.object({ red: z.boolean(), yellow: z.boolean(), blue: z.boolean() });
/** Local time of day, 00:00 to 23:59. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Settings of this workstation, whoever sits at it. */
export const ShellSettings = z.object({
  /** Null follows the system's language. */
  language: Language.nullable().default(null),
  startWithSystem: z.boolean().default(false),
  /** Closing the last window leaves recording and analysis running, with a sign in the system's tray. */
  stayInTray: z.boolean().default(true),
  keepAwake: z.boolean().default(true),
  notices: bySeverity.default({ red: true, yellow: true, blue: false }),
  sounds: bySeverity.default({ red: true, yellow: false, blue: false }),
  /** In quiet hours there is no sound, and only red events give a notice. `from` after `to` spans midnight. */
  quietHours: z.object({ on: z.boolean(), from: TimeOfDay, to: TimeOfDay }).default({ on: false, from: '22:00', to: '07:00' }),
  /** Folder, or http(s) address in the house, where new versions are put. */
  updateFrom: z.string().max(1024).nullable().default(null),
});
export type ShellSettings = z.infer<typeof ShellSettings>;

/** A dump of a crashed process on this machine; its name is a plain file name. */
export const CrashDump = z.object({ id: z.string().regex(/^[\w.-]{1,128}$/), at: z.number(), bytes: z.number() });
export type CrashDump = z.infer<typeof CrashDump>;

const Nothing = z.object({});
const Done = z.object({ done: z.boolean() });
/** The name of a saved file without its folder; null when the person gave up. */
const Saved = z.object({ saved: z.string().nullable() });
const Passphrase = z.string().min(10).max(256);

/** Every call a window can make to the shell. Sender, input and rights are checked in one place before it is carried out. */
export const shellCalls = {
  'shell.state': call('anyone', Nothing, ShellState),
  /** The language last chosen in a window; menus, tray and dialogs follow. */
  'shell.setLanguage': call('anyone', z.object({ language: Language }), Nothing),
  'shell.settings': call('signed-in', Nothing, ShellSettings),
  'shell.setSettings': call('administrator', z.object({ settings: ShellSettings }), ShellSettings),

  'window.open': call('signed-in', z.object({ screen: Screen, detail: z.string().regex(/^[\w-]{1,64}$/).nullable() }), Nothing),
  'window.setFullScreen': call('anyone', z.object({ on: z.boolean() }), Nothing),
  'kiosk.enter': call('administrator', Nothing, Nothing),
  /** Refused with `wrong-credentials` or `forbidden` unless these are an administrator's. */
  'kiosk.leave': call('anyone', z.object({ username: Username, password: z.string().max(256) }), Nothing),

  /** Asks where to, offering `name` without an ending, then copies; `conflict` while another one is being saved. */
  'event.save': call('signed-in', z.object({ eventId: EventId, what: z.enum(['clip', 'picture']), name: z.string().max(128).optional() }), Saved),
  'page.print': call('signed-in', Nothing, Done),
  'page.savePdf': call('signed-in', z.object({ name: z.string().max(128) }), Saved),

  'crashes.list': call('administrator', Nothing, z.array(CrashDump)),
  'crashes.show': call('administrator', CrashDump.pick({ id: true }), Nothing),
  'crashes.remove': call('administrator', CrashDump.pick({ id: true }), z.array(CrashDump)),

  /** Looks in the place of the settings. */
  'update.look': call('administrator', Nothing, UpdateState),
  /** Asks for a folder (a USB stick) and looks there. */
  'update.choose': call('administrator', Nothing, UpdateState),
  /** Copies what was found, checks it again and installs it when the program ends; `now` ends it. */
  'update.install': call('administrator', z.object({ now: z.boolean() }), UpdateState),

  /** Opens a locked data folder. */
  'key.unlock': call('anyone', z.object({ passphrase: z.string().max(256) }), Nothing),
  /** Protects the key by a passphrase from now on; null: by the keyring, or where there is none by nothing. */
  'key.protect': call('administrator', z.object({ passphrase: Passphrase.nullable() }), z.object({ guard: KeyGuard })),
  /** Gives up a key that cannot be opened any more, after asking: the cameras' passwords have to be typed in again. */
  'key.giveUp': call('anyone', Nothing, Done),

  /** After it failed. */
  'engine.restart': call('anyone', Nothing, Nothing),
  /** Asks for another data folder and starts the engine on it. */
  'engine.chooseFolder': call('anyone', Nothing, Done),
  'shell.quit': call('anyone', Nothing, Nothing),
} as const satisfies Record<(typeof shellCallNames)[number], unknown>;

export type ShellCallName = keyof typeof shellCalls;
export type ShellCallInput<N extends ShellCallName> = z.input<(typeof shellCalls)[N]['input']>;
export type ShellCallOutput<N extends ShellCallName> = z.output<(typeof shellCalls)[N]['output']>;

export const ShellAnswer = z.union([
  z.object({ ok: z.literal(true), output: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ kind: CallErrorKind, retryAfterMs: z.number().optional() }) }),
]);
export type ShellAnswer = z.infer<typeof ShellAnswer>;

/** What menus and keys of the system ask of the window in front. */
export const ShellCommand = z.enum(['keys', 'sign-out', 'print', 'save-pdf', 'full-screen', 'leave-kiosk']);
export type ShellCommand = z.infer<typeof ShellCommand>;

/** What the shell tells a window by itself. */
export const ShellPush = z.discriminatedUnion('type', [
  z.object({ type: z.literal('state'), state: ShellState }),
  z.object({ type: z.literal('navigate'), screen: Screen, detail: z.string().nullable() }),
  z.object({ type: z.literal('command'), command: ShellCommand }),
  /** Somebody signed in or out in another window. */
  z.object({ type: z.literal('session') }),
  z.object({ type: z.literal('language'), language: Language }),
  /** A sound for an event of this severity. */
  z.object({ type: z.literal('sound'), severity: Severity }),
]);
export type ShellPush = z.infer<typeof ShellPush>;

/**
 * A way to the engine that a window asks for. The port comes to the page as a window message
 * `{ type: 'watchhouse:port', id }` with one port; when there is none the promise is rejected.
 *
 * Over a channel's port go texts as over the WebSocket; over a live tile's port the binary messages of `live.ts` as
 * ArrayBuffers. Both ends say `PortNote`s in between.
 */
export const PortRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel'), id: z.string().regex(/^[\w-]{1,64}$/) }),
  z.object({ kind: z.literal('live'), id: z.string().regex(/^[\w-]{1,64}$/), cameraId: CameraId, stream: LiveStream }),
]);
export type PortRequest = z.infer<typeof PortRequest>;
export const portMessageType = 'watchhouse:port';

/**
 * What goes over a port beside the data: how many bytes the window has taken since it last said so (the sender holds back
 * when too much is on its way), and why the engine's side ended the connection.
 */
export const PortNote = z.union([z.object({ taken: z.number().int().min(0) }), z.object({ closed: z.number().int() })]);
export type PortNote = z.infer<typeof PortNote>;
/** A window says `taken` when this much has come since the last time, and when its queue is empty. */
export const sayTakenEveryBytes = 65_536;

/** What the preload script puts on `window.watchhouse`, and all that it puts there. */
export type DesktopBridge = {
  readonly platform: string;
  /** The program's version. */
  readonly version: string;
  /** Null: the system's language until the person chooses. */
  readonly language: Language;
  /** Answers a `ShellAnswer`; names are those of `shellCalls`. */
  readonly calls: { readonly [N in ShellCallName]: (input: ShellCallInput<N>) => Promise<unknown> };
  readonly connect: (request: PortRequest) => Promise<boolean>;
  /** Calls the listener with each `ShellPush` until the returned function is called. */
  readonly onPush: (listener: (push: unknown) => void) => () => void;
  /** The path of a file that was dropped on the window or chosen in it. */
  readonly pathOf: (file: File) => string;
};

