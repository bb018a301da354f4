import type { CallErrorKind } from '../../contract/calls.ts';

/** Why accounts, events or cameras refuse something; a subset of the reasons a call can be refused for. */
export type RefusalKind = Exclude<CallErrorKind, 'internal'>;

/** A refusal that a person caused and can put right; `detail` is for the log and for forms, never a secret. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly detail: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(kind: RefusalKind, detail?: string, retryAfterMs?: number) {
    super(detail === undefined ? kind : `${kind}: ${detail}`);
    this.name = 'Refusal';
    this.kind = kind;
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
  }
}
