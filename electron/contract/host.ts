import { z } from 'zod';
import { Account } from './account.ts';
import { CallErrorKind, pushes, type PushName } from './calls.ts';
import { KeyGuard } from './desktop.ts';
import type { LiveStream } from './live.ts';
import { Words } from './words.ts';

/**
 * What the desktop shell (the host) and the engine say to each other when the engine runs as its utility process. Without
 * a host the engine is a program of its own that listens on loopback.
 *
 * The engine can fork no processes itself there (the packaged program does not run as Node), so it asks the host for its
 * children by the name of their program. Host → child: the first message brings the port to the engine.
 */

/** The programs that run beside the engine, each in a process of its own. */
export const Program = z.enum(['worker', 'cutter', 'demo', 'provider-probe', 'detector-trial']);
export type Program = z.infer<typeof Program>;

/** Why the engine could not start; the shell offers a way out for some. */
export const StartProblemKind = z.enum([
  'in-use', 'folder-unusable', 'corrupt', 'newer-schema', 'migration-failed', 'disk-full', 'port-taken', 'bad-options', 'key-lost', 'key-needs-keyring', 'key-locked', 'key-wrong', 'key-damaged', 'other',
]);
export type StartProblemKind = z.infer<typeof StartProblemKind>;

export const FromEngine = z.discriminatedUnion('type', [
  /** `door` is the loopback address behind which pictures and clips are; only who knows the door key gets in. */
  z.object({ type: z.literal('ready'), door: z.url(), setupKey: z.string().nullable(), guard: KeyGuard }),
  z.object({ type: z.literal('failed'), kind: StartProblemKind, words: Words }),
  z.object({ type: z.literal('launch'), child: z.number().int(), program: Program, args: z.array(z.string()).max(16), env: z.record(z.string(), z.string()), execArgv: z.array(z.string()).max(8) }),
  z.object({ type: z.literal('kill'), child: z.number().int() }),
  /** Answers an `ask` of the host. */
  z.object({ type: z.literal('answer'), ask: z.number().int(), output: z.unknown() }),
  /** Has the host wrap or unwrap a key with the system's keyring; answered by `wrapped`. */
  z.object({ type: z.literal('wrap'), ask: z.number().int(), how: z.enum(['wrap', 'unwrap']), bytes: z.instanceof(Uint8Array) }),
  z.object({ type: z.literal('push'), push: z.enum(Object.keys(pushes) as [PushName, ...PushName[]]), data: z.unknown() }),
]);
export type FromEngine = z.infer<typeof FromEngine>;

/** What the engine can be asked; each with its answer. */
export type EngineAsk =
  | { readonly what: 'account'; readonly token: string | null }
  | { readonly what: 'confirm-administrator'; readonly username: string; readonly password: string }
  | { readonly what: 'protect-key'; readonly passphrase: string | null }
  /** Writes to the audit log what was done in the shell, by the account behind the token. */
  | { readonly what: 'audit'; readonly token: string | null; readonly action: string; readonly details: Readonly<Record<string, unknown>> };

/** Answers to `EngineAsk`, by what was asked. */
export const engineAnswers = {
  account: z.object({ account: Account.nullable() }),
  'confirm-administrator': z.object({ problem: CallErrorKind.nullable(), retryAfterMs: z.number().optional() }),
  'protect-key': z.object({ guard: KeyGuard }),
  audit: z.object({}),
} as const satisfies Record<EngineAsk['what'], z.ZodType>;

export type EngineAnswer<A extends EngineAsk> = z.output<(typeof engineAnswers)[A['what']]>;

export type ToEngine =
  | {
      readonly type: 'start';
      /** The engine's command line options. */
      readonly args: readonly string[];
      /**
       * Every request at the engine's door carries it, so that nothing else on this machine gets in; 64 hex digits. Null:
       * there are no windows, and browsers on this machine come in as in browser mode.
       */
      readonly doorKey: string | null;
      readonly hasKeyring: boolean;
      /** What opens a key that is protected by a passphrase. */
      readonly passphrase: string | null;
      /** Gives up a key that cannot be opened: it is put aside and a new one is made. */
      readonly giveUpKey: boolean;
    }
  /** Comes with the port to a child that was asked for. */
  | { readonly type: 'child'; readonly child: number; readonly pid: number }
  | { readonly type: 'child-exit'; readonly child: number; readonly code: number }
  /** Comes with a window's port. */
  | { readonly type: 'channel'; readonly token: string | null }
  | { readonly type: 'live'; readonly token: string | null; readonly cameraId: string; readonly stream: LiveStream }
  | ({ readonly type: 'ask'; readonly ask: number } & EngineAsk)
  /** Null: the keyring could not do it. */
  | { readonly type: 'wrapped'; readonly ask: number; readonly bytes: Uint8Array | null }
  | { readonly type: 'stop' };

/** Header that carries the door key. */
export const doorKeyHeader = 'x-watchhouse-door';
