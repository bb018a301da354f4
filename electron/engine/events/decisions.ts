import { sql, type Kysely, type Transaction } from 'kysely';
import type { DismissReason, EventState } from '../../contract/event.ts';
import type { z } from 'zod';
import { writeAudit, type Actor } from '../accounts/audit.ts';
import { Refusal } from '../accounts/refusal.ts';
import type { Tables } from '../store/tables.ts';

export type DecisionDraft = { readonly state: EventState; readonly reason?: z.infer<typeof DismissReason> | undefined; readonly note: string };
export type Reviewer = Actor & { readonly accountId: string };

/** Adds a decision and brings the event to its state. @throws Refusal `not-found`, `bad-input` without a reason to dismiss */
export async function addDecision(db: Kysely<Tables>, reviewer: Reviewer, eventId: string, { state, reason, note }: DecisionDraft): Promise<void> {
  if (state === 'dismissed' && reason === undefined) throw new Refusal('bad-input', 'reason');
  await db.transaction().execute(async (transaction) => {
    await setState(transaction, eventId, state);
    await append(transaction, reviewer, eventId, { state, reason: state === 'dismissed' ? (reason ?? null) : null, note, undoes: null });
    await writeAudit(transaction, { actor: reviewer, action: `event.${state}`, subject: eventId, details: { reason: reason ?? null } });
  });
}

/**
 * Takes back the decision `decisionId`: the event goes to the state before it, the history keeps both.
 * @throws Refusal `not-found`, `conflict` when it is not the last that stands: nobody takes back what they have not seen
 */
export async function undoDecision(db: Kysely<Tables>, reviewer: Reviewer, eventId: string, decisionId: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const standing = await transaction
      .selectFrom('decisions as d')
      .selectAll()
      .where('event_id', '=', eventId)
      .where('undoes', 'is', null)
      .where(sql<boolean>`not exists (select 1 from decisions u where u.undoes = d.id)`)
      .orderBy('id', 'desc')
      .limit(2)
      .execute();
    const [last, before] = standing;
    const state = before?.state ?? 'open';
    await setState(transaction, eventId, state);
    if (last?.id !== decisionId) throw new Refusal('conflict', 'another decision stands, or none');
    await append(transaction, reviewer, eventId, { state, reason: before?.reason ?? null, note: '', undoes: last.id });
    await writeAudit(transaction, { actor: reviewer, action: 'event.decision-undone', subject: eventId, details: { from: last.state, to: state } });
  });
}

async function setState(transaction: Transaction<Tables>, eventId: string, state: EventState): Promise<void> {
  const { numUpdatedRows } = await transaction.updateTable('events').set({ state }).where('id', '=', eventId).executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Refusal('not-found');
}

async function append(
  transaction: Transaction<Tables>,
  reviewer: Reviewer,
  eventId: string,
  decision: { state: EventState; reason: string | null; note: string; undoes: number | null },
): Promise<void> {
  const values = { event_id: eventId, at: Date.now(), account_id: reviewer.accountId, account_name: reviewer.name, ...decision };
  await transaction.insertInto('decisions').values(values).execute();
}
