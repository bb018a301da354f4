import { sql, type Kysely } from 'kysely';

const statements = [
  `create table detectors (
    id text primary key, name text not null, bytes integer not null, card_json text not null, facts_json text not null,
    added_at integer not null, removed_at integer
  ) strict`,
  'alter table cameras add column detector text',
];

/** Detectors that users brought, and which camera looks with which. */
export const migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
