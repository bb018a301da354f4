import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { Detector } from '../../contract/detector.ts';
import { writeAudit, type Actor } from '../accounts/audit.ts';
import { Refusal } from '../accounts/refusal.ts';
import type { DetectorsTable, Tables } from '../store/tables.ts';
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
  /** Keeps a file that was tried out; it is moved. One that is there already keeps its name. */
  add(actor: Actor, file: { readonly path: string; readonly id: string; readonly bytes: number; readonly name: string }, tried: Tried): Promise<Detector>;
  rename(actor: Actor, id: string, name: string): Promise<Detector>;
  /** Refused with `conflict` while cameras use it. Can be undone with `restore` for a day. */
  remove(actor: Actor, id: string): Promise<void>;
  restore(actor: Actor, id: string): Promise<Detector>;
  /** Wipes what was removed long ago, and what an import left that was cut off. */
  forgetRemoved(now: number): Promise<void>;
};

const Facts = Tried.shape.facts;

/** Detectors below `<data folder>/detectors`; what is known of them is read at once. */
export async function openImportedDetectors(db: Kysely<Tables>, dataFolder: string): Promise<ImportedDetectors> {
  const folder = join(dataFolder, 'detectors');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fileOf = (id: string): string => join(folder, `${id}.onnx`);
  const cards = new Map<string, ImportedCard>();

  const toDetector = (row: Row): Detector =>
    Detector.parse({ id: row.id, name: row.name, bytes: row.bytes, addedAt: row.added_at, ...Facts.parse(JSON.parse(row.facts_json)), missing: !existsSync(fileOf(row.id)) });

  const follow = (row: Row): Detector => {
    if (row.removed_at === null) cards.set(row.id, ImportedCard.parse(JSON.parse(row.card_json)));
    else cards.delete(row.id);
    return toDetector(row);
  };

  const change = async (actor: Actor, action: string, id: string, isRemoved: boolean, values: Partial<Row>, before?: (transaction: Transaction<Tables>) => Promise<void>): Promise<Detector> =>
    follow(
      await db.transaction().execute(async (transaction) => {
        await before?.(transaction);
        const row = await transaction.updateTable('detectors').set(values).where('id', '=', id).where('removed_at', isRemoved ? 'is not' : 'is', null).returningAll().executeTakeFirst();
        if (row === undefined) throw new Refusal('not-found');
        await writeAudit(transaction, { actor, action, subject: id, details: { name: row.name } });
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
    list: async () => (await db.selectFrom('detectors').selectAll().where('removed_at', 'is', null).orderBy('added_at').orderBy('id').execute()).map(toDetector),
    modelOf: (id) => {
      const card = cards.get(id);
      const path = fileOf(id);
      return card === undefined || !existsSync(path) ? null : { card, path };
    },
    add: async (actor, { path, id, bytes, name }, { card, facts }) => {
      await rename(path, fileOf(id));
      const known = { bytes, card_json: JSON.stringify(card), facts_json: JSON.stringify(facts), removed_at: null };
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
    rename: (actor, id, name) => change(actor, 'detector.renamed', id, false, { name }),
    remove: async (actor, id) => {
      await change(actor, 'detector.removed', id, false, { removed_at: Date.now() }, refuseInUse(id));
    },
    restore: (actor, id) => change(actor, 'detector.restored', id, true, { removed_at: null }),
    forgetRemoved: async (now) => {
      const gone = await db.deleteFrom('detectors').where('removed_at', '<', now - restorableMs).returning('id').execute();
      for (const { id } of gone) await rm(fileOf(id), { force: true });
      const arriving = join(folder, 'arriving');
      const facts = await stat(arriving).catch(() => null);
      if (facts !== null && facts.mtimeMs < now - restorableMs) await rm(arriving, { recursive: true, force: true });
    },
  };
}
