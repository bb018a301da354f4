import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Tables } from './tables.ts';

/** Reads a stored setting; what is missing or no longer valid is the schema's own default (`schema.parse({})`). */
export async function readSetting<S extends z.ZodObject>(db: Kysely<Tables>, key: string, schema: S): Promise<z.output<S>> {
  const row = await db.selectFrom('settings').select('value_json').where('key', '=', key).executeTakeFirst();
  const stored = schema.safeParse(row === undefined ? {} : JSON.parse(row.value_json));
  return stored.success ? stored.data : schema.parse({});
}

/** Stores a setting under its key, in place of what was there. */
export async function writeSetting(db: Kysely<Tables>, key: string, value: Readonly<Record<string, unknown>>): Promise<void> {
  const value_json = JSON.stringify(value);
  await db
    .insertInto('settings')
    .values({ key, value_json })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value_json }))
    .execute();
}
