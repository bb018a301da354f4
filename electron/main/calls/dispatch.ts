import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import type { z } from 'zod';
import type { Account } from '../../contract/account.ts';
import type { Access, CallErrorKind } from '../../contract/calls.ts';
import { shellCalls, type ShellAnswer, type ShellCallName } from '../../contract/desktop.ts';
import { isOurs } from '../pages/lock-down.ts';

/** Why a call of a window is not carried out. */
export class ShellRefusal extends Error {
  readonly kind: CallErrorKind;
  readonly retryAfterMs: number | undefined;

  constructor(kind: CallErrorKind, retryAfterMs?: number) {
    super(kind);
    this.name = 'ShellRefusal';
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}

type Output<N extends ShellCallName> = z.input<(typeof shellCalls)[N]['output']>;
/** One procedure for each call of the contract, its input parsed; the window is the one that calls. */
export type ShellProcedures = {
  readonly [N in ShellCallName]: (input: z.output<(typeof shellCalls)[N]['input']>, window: BrowserWindow) => Output<N> | Promise<Output<N>>;
};

export type DispatchOptions = {
  readonly procedures: ShellProcedures;
  /** The program's window behind what sent a message; null for everything that is none. */
  readonly windowOf: (event: IpcMainInvokeEvent) => BrowserWindow | null;
  /** Who is signed in; undefined when the engine does not say. */
  readonly account: () => Promise<Account | null | undefined>;
  readonly onFault: (call: string, error: unknown) => void;
};

/**
 * The window that sent a message, when it comes from the main frame of one of our own pages in one of our own windows.
 * Everything that reaches the shell from a page passes here first.
 */
export function senderWindow(event: IpcMainInvokeEvent, windows: readonly BrowserWindow[]): BrowserWindow | null {
  const { senderFrame, sender } = event;
  if (senderFrame === null || senderFrame.parent !== null || !isOurs(senderFrame.url)) return null;
  return windows.find(({ webContents }) => webContents === sender) ?? null;
}

function isCallName(name: unknown): name is ShellCallName {
  return typeof name === 'string' && Object.hasOwn(shellCalls, name);
}

/** Answers windows' calls: sender, name, input and rights are checked, in this order, before anything is done. */
export function makeShellDispatch({ procedures, windowOf, account, onFault }: DispatchOptions): (event: IpcMainInvokeEvent, name: unknown, input: unknown) => Promise<ShellAnswer> {
  const refusal = async (access: Access): Promise<CallErrorKind | null> => {
    if (access === 'anyone') return null;
    const caller = await account();
    if (caller === undefined) return 'internal';
    if (caller === null) return 'not-signed-in';
    return access === 'signed-in' || caller.role === 'administrator' || caller.role === access ? null : 'forbidden';
  };
  return async (event, name, input) => {
    const window = windowOf(event);
    if (window === null) return { ok: false, error: { kind: 'forbidden' } };
    if (!isCallName(name)) return { ok: false, error: { kind: 'bad-input' } };
    const { access, input: inputSchema, output } = shellCalls[name];
    const parsed = inputSchema.safeParse(input);
    if (!parsed.success) return { ok: false, error: { kind: 'bad-input' } };
    const denied = await refusal(access);
    if (denied !== null) return { ok: false, error: { kind: denied } };
    try {
      const procedure = procedures[name] as (input: unknown, window: BrowserWindow) => unknown;
      return { ok: true, output: output.parse(await procedure(parsed.data, window)) };
    } catch (error) {
      if (error instanceof ShellRefusal) return { ok: false, error: { kind: error.kind, ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }) } };
      onFault(name, error);
      return { ok: false, error: { kind: 'internal' } };
    }
  };
}
