import type { UpdateState } from '../../contract/desktop.ts';

export type RefusalReason = Extract<UpdateState, { phase: 'refused' }>['reason'];

/** Why an update is not taken. The message is for the log; people read the reason in their language. */
export class UpdateRefusal extends Error {
  readonly reason: RefusalReason;
  /** Of the package, where that is known and can be believed. */
  readonly version: string | null;

  constructor(reason: RefusalReason, message: string, version: string | null = null, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'UpdateRefusal';
    this.reason = reason;
    this.version = version;
  }
}

/** The code of a system error, e.g. ENOENT; null for others. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
