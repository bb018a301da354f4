import { z } from 'zod';
import { CallErrorKind, pushes, type PushName } from '../../electron/contract/calls.ts';
import { CallError } from './channel.ts';

const Answer = z.union([
  z.object({ id: z.number().int(), ok: z.literal(true), output: z.unknown() }),
  z.object({
    id: z.number().int(),
    ok: z.literal(false),
    error: z.object({ kind: CallErrorKind, detail: z.string().optional(), retryAfterMs: z.number().optional() }),
  }),
]);
const Push = z.object({ push: z.enum(Object.keys(pushes) as [PushName, ...PushName[]]), data: z.unknown() });
const Message = z.union([Answer, Push]);

export type AnswerError = { kind: CallErrorKind; detail?: string | undefined; retryAfterMs?: number | undefined };

/** Parses one message of the engine; null when it is none (a newer engine may say things that this page does not know). */
export function parseEngineMessage(text: string): z.infer<typeof Message> | null {
  try {
    const parsed = Message.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function toCallError(error: AnswerError): CallError {
  return new CallError(error.kind, error.detail, error.retryAfterMs);
}
