import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { z } from 'zod';
import { Detector, mostModelClasses, type ClassChoice } from '../../contract/detector.ts';
import { writeAudit, type Actor } from '../accounts/audit.ts';
import { Refusal } from '../accounts/refusal.ts';
import type { DetectorsTable, Tables } from '../store/tables.ts';
import { objectClassOf } from '../vision/detectors/imported/class-names.ts';
import { ImportedCard } from '../vision/detectors/imported/imported-card.ts';
import { Tried } from '../vision/detectors/trial/trial-protocol.ts';
import type { Model } from '../vision/model-card.ts';

/** A removed detector can be brought back for a day; then its file goes. */
const restorableMs = 24 * 3_600_000;

type Row = Selectable<DetectorsTable>;

/** Detectors that users brought: their files, named by their SHA-256, and what is known of them. Functions throw `Refusal`. */
export type ImportedDetectors = {
  /** Folder of the files, and of what is on its way there. */
  readonly folder: string;
  list(): Promise<Detector[]>;
  /** What a camera runs; null when the file is not there or nothing is known of it. */
  modelOf(id: string): Model<ImportedCard> | null;
  /** Keeps a file that was tried out; it is moved. One that is known already keeps its name and which of its classes count as what. */
  add(actor: Actor, file: { readonly path: string; readonly id: string; readonly bytes: number; readonly name: string }, tried: Tried): Promise<Detector>;
  rename(actor: Actor, id: string, name: string): Promise<Detector>;
  setClasses(actor: Actor, id: string, classes: ClassChoice): Promise<Detector>;
  /** Refused with `conflict` while cameras use it. Can be undone with `restore` for a day. */
  remove(actor: Actor, id: string): Promise<void>;
  restore(actor: Actor, id: string): Promise<Detector>;
  /** Wipes what was removed long ago, and what an import left that was cut off. */
  forgetRemoved(now: number): Promise<void>;
};

/** Those stored before a model's classes were kept by their numbers have names of those that count only. */
const Facts = Tried.shape.facts.partial({ names: true }).extend({ classes: z.array(z.object({ name: z.string() })).optional() });

const cardOf = (row: Row): ImportedCard => ImportedCard.parse(JSON.parse(row.card_json));

function toDetector(row: Row, missing: boolean): Detector {
  const { classes, classCount } = cardOf(row);
  const { names, classes: before = [], ...facts } = Facts.parse(JSON.parse(row.facts_json));
  const nameOf = (index: number): string => names?.[index] ?? before[classes.findIndex((each) => each.index === index)]?.name ?? '';
  const listed = Array.from({ length: Math.min(classCount, mostModelClasses) }, (_, index) => {
    const name = nameOf(index);
    return { name, class: classes.find((each) => each.index === index)?.class ?? null, guess: objectClassOf(name) };
  });
  return Detector.parse({ id: row.id, name: row.name, bytes: row.bytes, addedAt: row.added_at, ...facts, classes: listed, missing });
}

/** Detectors below `<data folder>/detectors`; what is known of them is read at once. */
export async function openImportedDetectors(db: Kysely<Tables>, dataFolder: string): Promise<ImportedDetectors> {
  const folder = join(dataFolder, 'detectors');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fileOf = (id: string): string => join(folder, `${id}.onnx`);
  const cards = new Map<string, ImportedCard>();

  const told = (row: Row): Detector => toDetector(row, !existsSync(fileOf(row.id)));

  const follow = (row: Row): Detector => {
    if (row.removed_at === null) cards.set(row.id, cardOf(row));
    else cards.delete(row.id);
    return told(row);
  };

  type Change = { readonly isRemoved?: boolean; readonly before?: (transaction: Transaction<Tables>) => Promise<void>; readonly details?: Readonly<Record<string, unknown>> };
  const change = async (actor: Actor, action: string, id: string, values: Partial<Row>, { isRemoved = false, before, details = {} }: Change = {}): Promise<Detector> =>
    follow(
      await db.transaction().execute(async (transaction) => {
        await before?.(transaction);
        const row = await transaction.updateTable('detectors').set(values).where('id', '=', id).where('removed_at', isRemoved ? 'is not' : 'is', null).returningAll().executeTakeFirst();
        if (row === undefined) throw new Refusal('not-found');
        await writeAudit(transaction, { actor, action, subject: id, details: { name: row.name, ...details } });
        return row;
      }),
    );

  const refuseInUse = (id: string) => async (transaction: Transaction<Tables>): Promise<void> => {
    const users = await transaction.selectFrom('cameras').select('name').where('detector', '=', id).where('removed_at', 'is', null).execute();
    if (users.length > 0) throw new Refusal('conflict', 'cameras use it');
  };

  for (const row of await db.selectFrom('detectors').selectAll().where('removed_at', 'is', null).execute()) follow(row);

  return {
    folder,
    list: async () => (await db.selectFrom('detectors').selectAll().where('removed_at', 'is', null).orderBy('added_at').orderBy('id').execute()).map(told),
    modelOf: (id) => {
      const card = cards.get(id);
      const path = fileOf(id);
      return card === undefined || !existsSync(path) ? null : { card, path };
    },
    add: async (actor, { path, id, bytes, name }, { card, facts }) => {
      await rename(path, fileOf(id));
      const before = await db.selectFrom('detectors').selectAll().where('id', '=', id).executeTakeFirst();
      const chosen = before === undefined ? [] : cardOf(before).classes.filter(({ index }) => index < card.classCount);
      const kept = chosen.length === 0 ? card : { ...card, classes: chosen };
      const known = { bytes, card_json: JSON.stringify(kept), facts_json: JSON.stringify(facts), removed_at: null };
      return follow(
        await db.transaction().execute(async (transaction) => {
          const row = await transaction
            .insertInto('detectors')
            .values({ id, name, added_at: Date.now(), ...known })
            .onConflict((conflict) => conflict.column('id').doUpdateSet(known))
            .returningAll()
            .executeTakeFirstOrThrow();
          await writeAudit(transaction, { actor, action: 'detector.imported', subject: id, details: { name: row.name, family: card.family, bytes } });
          return row;
        }),
      );
    },
    rename: (actor, id, name) => change(actor, 'detector.renamed', id, { name }),
    setClasses: async (actor, id, classes) => {
      const card = cards.get(id);
      if (card === undefined) throw new Refusal('not-found');
      if (classes.some(({ index }) => index >= card.classCount)) throw new Refusal('bad-input', `the model has ${card.classCount} classes`);
      const sorted = classes.toSorted((a, b) => a.index - b.index);
      return change(actor, 'detector.classes-set', id, { card_json: JSON.stringify(ImportedCard.parse({ ...card, classes: sorted })) }, { details: { classes: sorted } });
    },
    remove: async (actor, id) => {
      await change(actor, 'detector.removed', id, { removed_at: Date.now() }, { before: refuseInUse(id) });
    },
    restore: (actor, id) => change(actor, 'detector.restored', id, { removed_at: null }, { isRemoved: true }),
    forgetRemoved: async (now) => {
      const gone = await db.deleteFrom('detectors').where('removed_at', '<', now - restorableMs).returning('id').execute();
      for (const { id } of gone) await rm(fileOf(id), { force: true });
      const arriving = join(folder, 'arriving');
      const facts = await stat(arriving).catch(() => null);
      if (facts !== null && facts.mtimeMs < now - restorableMs) await rm(arriving, { recursive: true, force: true });
    },
  };
}
