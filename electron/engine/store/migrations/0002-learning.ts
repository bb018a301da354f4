import { sql, type Kysely } from 'kysely';

/** Whether a camera's sharing agreement lets reviewed clips be used for measuring recognition. */
export const migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw('alter table cameras add column learning integer not null default 0').execute(db);
  },
};
